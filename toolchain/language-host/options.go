package main

import (
	"fmt"

	"github.com/google/shlex"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// options are what Pulumi.yaml says under runtime.options.
type options struct {
	typescript     bool
	tsconfig       string
	nodeArgs       []string
	packageManager npm.PackageManagerType
	production     bool
}

func readOptions(info *pulumirpc.ProgramInfo) (options, error) {
	values := info.GetOptions().AsMap()
	read := options{}
	var nodeArgs, packageManager string
	for _, err := range []error{
		option(values, "typescript", &read.typescript, true),
		option(values, "tsconfig", &read.tsconfig, ""),
		option(values, "nodeargs", &nodeArgs, ""),
		option(values, "packagemanager", &packageManager, "auto"),
		option(values, "production", &read.production, false),
	} {
		if err != nil {
			return options{}, err
		}
	}
	managers := map[string]npm.PackageManagerType{
		"auto": npm.AutoPackageManager, "npm": npm.NpmPackageManager, "yarn": npm.YarnPackageManager,
		"pnpm": npm.PnpmPackageManager, "bun": npm.BunPackageManager,
	}
	manager, known := managers[packageManager]
	if !known {
		return options{}, fmt.Errorf(
			"runtime option packagemanager is %q, it must be auto, npm, yarn, pnpm or bun", packageManager)
	}
	read.packageManager = manager
	var err error
	if read.nodeArgs, err = shlex.Split(nodeArgs); err != nil {
		return options{}, fmt.Errorf("runtime option nodeargs %q: %w", nodeArgs, err)
	}
	return read, nil
}

func option[T any](values map[string]any, name string, target *T, fallback T) error {
	value, given := values[name]
	if !given {
		*target = fallback
		return nil
	}
	typed, fits := value.(T)
	if !fits {
		return fmt.Errorf("runtime option %s is %v, it must be a %T", name, value, fallback)
	}
	*target = typed
	return nil
}

// environment is what cmd/run and its siblings read to decide on ts-node.
func (read options) environment() []string {
	var environment []string
	if read.typescript {
		environment = append(environment, "PULUMI_NODEJS_TYPESCRIPT=true")
	}
	if read.tsconfig != "" {
		environment = append(environment, "PULUMI_NODEJS_TSCONFIG_PATH="+read.tsconfig)
	}
	return environment
}
