package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// alreadyReported is the exit code with which cmd/run says that the user has seen the error.
const alreadyReported = 32

// Run starts the program with the SDK's own cmd/run, which talks to the engine directly.
func (host *languageHost) Run(
	ctx context.Context, request *pulumirpc.RunRequest,
) (*pulumirpc.RunResponse, error) {
	info := request.GetInfo()
	read, err := readOptions(info)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	run, err := sdkModule(info.GetProgramDirectory(), "run")
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	config, err := json.Marshal(notNil(request.GetConfig()))
	if err != nil {
		return nil, err
	}
	secretKeys, err := json.Marshal(append([]string{}, request.GetConfigSecretKeys()...))
	if err != nil {
		return nil, err
	}

	arguments := append(append([]string{}, read.nodeArgs...), run)
	if request.GetAttachDebugger() {
		arguments = append([]string{"--inspect-brk"}, arguments...)
	}
	for _, flag := range []struct{ name, value string }{
		{"monitor", request.GetMonitorAddress()},
		{"engine", host.engineAddress},
		{"organization", request.GetOrganization()},
		{"project", request.GetProject()},
		{"root-directory", info.GetRootDirectory()},
		{"stack", request.GetStack()},
		{"pwd", info.GetProgramDirectory()},
		{"parallel", strconv.Itoa(int(request.GetParallel()))},
	} {
		if flag.value != "" {
			arguments = append(arguments, "--"+flag.name, flag.value)
		}
	}
	if request.GetDryRun() {
		arguments = append(arguments, "--dry-run")
	}
	arguments = append(append(arguments, info.GetEntryPoint()), request.GetArgs()...)

	command, err := host.nodeCommand(ctx, arguments...)
	if err != nil {
		return &pulumirpc.RunResponse{Error: err.Error()}, nil
	}
	command.Env = append(append(os.Environ(), read.environment()...),
		"PULUMI_CONFIG="+string(config), "PULUMI_CONFIG_SECRET_KEYS="+string(secretKeys))
	command.Stdout, command.Stderr = plain(os.Stdout), plain(os.Stderr)
	return runResponse(command.Run()), nil
}

func runResponse(err error) *pulumirpc.RunResponse {
	if err == nil {
		return &pulumirpc.RunResponse{}
	}
	code, ran := exitCode(err)
	switch {
	case !ran:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program could not be run: %v", err)}
	case code == alreadyReported:
		return &pulumirpc.RunResponse{Bail: true}
	case code < 0:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended early: %v", err)}
	default:
		return &pulumirpc.RunResponse{Error: fmt.Sprintf("the program ended with exit code %d", code)}
	}
}

func notNil(config map[string]string) map[string]string {
	if config == nil {
		return map[string]string{}
	}
	return config
}

// RunPlugin starts a plugin that is written for node; here that is a policy pack above all.
func (host *languageHost) RunPlugin(
	request *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	ctx, info := server.Context(), request.GetInfo()
	read, err := readOptions(info)
	if err != nil {
		return err
	}
	isPolicyPack := request.GetKind() == string(apitype.AnalyzerPlugin)
	starter := "run-plugin"
	if isPolicyPack {
		starter = "run-policy-pack"
	}
	run, err := sdkModule(info.GetProgramDirectory(), starter)
	if err != nil {
		return err
	}

	arguments := append(append([]string{}, read.nodeArgs...), run)
	environment := append(append([]string{}, request.GetEnv()...), read.environment()...)
	directory := request.GetPwd()
	var proxy *sdk.PolicyProxy
	if isPolicyPack {
		// run-policy-pack takes the engine's address first and the pack second, and runs in the pack.
		arguments = append(append(arguments, request.GetArgs()...), info.GetProgramDirectory())
		directory = info.GetProgramDirectory()
		// A pack reads the stack's configuration from its environment, which is known only once the
		// engine has told it: the proxy answers that call before the pack is started.
		if proxy, stdout, err = sdk.NewPolicyProxy(ctx, stdout); err != nil {
			return err
		}
		stack, err := proxy.AwaitConfiguration(ctx)
		if err != nil {
			return err
		}
		stackEnvironment, err := policyEnvironment(stack)
		if err != nil {
			return err
		}
		environment = append(environment, stackEnvironment...)
	} else {
		arguments = append(append(arguments, info.GetProgramDirectory()), request.GetArgs()...)
	}

	command, err := host.nodeCommand(ctx, arguments...)
	if err != nil {
		return err
	}
	command.Dir, command.Env = directory, environment
	command.Stdout, command.Stderr = stdout, stderr
	if err = command.Start(); err == nil {
		if proxy != nil {
			err = proxy.Attach(ctx, command)
		} else {
			err = command.Wait()
		}
	}
	if code, ran := exitCode(err); ran && code >= 0 {
		return fmt.Errorf("the plugin in %s ended with exit code %d", info.GetProgramDirectory(), code)
	}
	return err
}

func policyEnvironment(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	config, err := json.Marshal(notNil(stack.GetConfig()))
	if err != nil {
		return nil, err
	}
	return []string{
		"PULUMI_NODEJS_ORGANIZATION=" + stack.GetOrganization(),
		"PULUMI_NODEJS_PROJECT=" + stack.GetProject(),
		"PULUMI_NODEJS_STACK=" + stack.GetStack(),
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.GetDryRun()),
		"PULUMI_CONFIG=" + string(config),
	}, nil
}
