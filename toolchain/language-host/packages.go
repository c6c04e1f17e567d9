package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/nodejs/npm"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// manifest is what a package.json says about itself and its Pulumi plugin.
type manifest struct {
	Name            string                  `json:"name"`
	Version         string                  `json:"version"`
	Pulumi          plugin.PulumiPluginJSON `json:"pulumi"`
	Dependencies    map[string]string       `json:"dependencies"`
	DevDependencies map[string]string       `json:"devDependencies"`
}

func readManifest(directory string) (manifest, error) {
	var read manifest
	text, err := os.ReadFile(filepath.Join(directory, "package.json"))
	if err != nil {
		return read, err
	}
	return read, json.Unmarshal(text, &read)
}

// GetRequiredPackages names the packages among the program's direct dependencies whose plugin is
// installed. `pulumi import` needs them to know which plugin serves a parameterized package. The
// others are left out on purpose: the engine would try to download each at every command, while it
// fetches a missing plugin anyway when one of its resources is registered.
func (host *languageHost) GetRequiredPackages(
	_ context.Context, request *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	response := &pulumirpc.GetRequiredPackagesResponse{}
	program, err := readManifest(request.GetInfo().GetProgramDirectory())
	if errors.Is(err, os.ErrNotExist) {
		return response, nil
	}
	if err != nil {
		return nil, fmt.Errorf("package.json in %s: %w", request.GetInfo().GetProgramDirectory(), err)
	}
	for _, dependencies := range []map[string]string{program.Dependencies, program.DevDependencies} {
		for name := range dependencies {
			installed, found := findModule(request.GetInfo().GetProgramDirectory(), name)
			if !found || !installed.Pulumi.Resource {
				continue
			}
			if required := installed.dependency(); required != nil {
				response.Packages = append(response.Packages, required)
			}
		}
	}
	return response, nil
}

// findModule looks for a package in node_modules from a directory upwards, as node does.
func findModule(directory, name string) (manifest, bool) {
	for {
		if found, err := readManifest(filepath.Join(directory, "node_modules", name)); err == nil {
			return found, true
		}
		parent := filepath.Dir(directory)
		if parent == directory {
			return manifest{}, false
		}
		directory = parent
	}
}

func (found manifest) dependency() *pulumirpc.PackageDependency {
	name := found.Pulumi.Name
	if name == "" {
		name = strings.TrimPrefix(found.Name, "@pulumi/")
	}
	text := found.Pulumi.Version
	if text == "" {
		text = found.Version
	}
	version, err := semver.ParseTolerant(text)
	if err != nil {
		return nil
	}
	descriptor := workspace.PluginDescriptor{Name: name, Kind: apitype.ResourcePlugin, Version: &version}
	if !workspace.HasPlugin(descriptor) {
		return nil
	}
	required := &pulumirpc.PackageDependency{
		Name: name, Kind: string(apitype.ResourcePlugin), Version: "v" + version.String(), Server: found.Pulumi.Server,
	}
	if parameter := found.Pulumi.Parameterization; parameter != nil {
		required.Parameterization = &pulumirpc.PackageParameterization{
			Name: parameter.Name, Version: parameter.Version, Value: parameter.Value,
		}
	}
	return required
}

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

// GeneratePackage serves `pulumi package gen-sdk` and `pulumi package add`.
func (host *languageHost) GeneratePackage(
	_ context.Context, request *pulumirpc.GeneratePackageRequest,
) (*pulumirpc.GeneratePackageResponse, error) {
	client, err := schema.NewLoaderClient(request.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	loader := schema.NewCachedLoader(client)

	var spec schema.PackageSpec
	if err := json.Unmarshal([]byte(request.GetSchema()), &spec); err != nil {
		return nil, fmt.Errorf("the package's schema is not valid: %w", err)
	}
	bound, diagnostics, err := schema.BindSpec(
		spec, loader, schema.ValidationOptions{AllowDanglingReferences: true})
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GeneratePackageResponse{Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(diagnostics)}
	if diagnostics.HasErrors() {
		return response, nil
	}
	files, err := nodejs.GeneratePackage("pulumi-language-nodejs", bound,
		request.GetExtraFiles(), request.GetLocalDependencies(), request.GetLocal(), loader)
	if err != nil {
		return nil, err
	}
	for name, text := range files {
		path := filepath.Join(request.GetDirectory(), name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return nil, err
		}
	}
	return response, nil
}
