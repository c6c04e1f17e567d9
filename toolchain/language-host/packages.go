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
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
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
