package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// InstallDependencies serves `pulumi install`.
func (host *languageHost) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest, server pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	closer, stdout, stderr, err := rpcutil.MakeInstallDependenciesStreams(server, request.GetIsTerminal())
	if err != nil {
		return err
	}
	defer closer.Close()
	read, err := readOptions(request.GetInfo())
	if err != nil {
		return err
	}
	directory := request.GetInfo().GetProgramDirectory()
	if root, err := npm.FindWorkspaceRoot(directory); err == nil {
		directory = root
	}
	if _, err := npm.Install(
		server.Context(), read.packageManager, directory, read.production, stdout, stderr); err != nil {
		return fmt.Errorf("dependencies of %s could not be installed: %w", directory, err)
	}
	return nil
}

// GetProgramDependencies serves `pulumi about`.
func (host *languageHost) GetProgramDependencies(
	ctx context.Context, request *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	_, manager, err := packageManager(request.GetInfo())
	if err != nil {
		return nil, err
	}
	listed, err := manager.ListPackages(
		ctx, request.GetInfo().GetProgramDirectory(), request.GetTransitiveDependencies())
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, one := range listed {
		response.Dependencies = append(response.Dependencies,
			&pulumirpc.DependencyInfo{Name: one.Name, Version: one.Version})
	}
	return response, nil
}

func packageManager(info *pulumirpc.ProgramInfo) (options, npm.PackageManager, error) {
	read, err := readOptions(info)
	if err != nil {
		return options{}, nil, err
	}
	manager, err := npm.ResolvePackageManager(read.packageManager, info.GetProgramDirectory())
	return read, manager, err
}

// About serves `pulumi about`.
func (host *languageHost) About(
	ctx context.Context, request *pulumirpc.AboutRequest,
) (*pulumirpc.AboutResponse, error) {
	command, err := host.nodeCommand(ctx, "--version")
	if err != nil {
		return nil, err
	}
	nodeVersion, err := command.Output()
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.AboutResponse{
		Executable: command.Path, Version: strings.TrimSpace(string(nodeVersion)), Metadata: map[string]string{},
	}
	if _, manager, err := packageManager(request.GetInfo()); err == nil {
		// Its version is left out: the engine asks at every update, and `npm --version` takes longer
		// than anything else here.
		response.Metadata["packagemanager"] = manager.Name()
	}
	return response, nil
}

// RuntimeOptionsPrompts has nothing to ask: `pulumi new` keeps the defaults.
func (host *languageHost) RuntimeOptionsPrompts(
	context.Context, *pulumirpc.RuntimeOptionsRequest,
) (*pulumirpc.RuntimeOptionsResponse, error) {
	return &pulumirpc.RuntimeOptionsResponse{}, nil
}
