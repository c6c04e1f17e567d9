package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

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

// GenerateProgram serves `pulumi import`, which shows the imported resources as a program.
func (host *languageHost) GenerateProgram(
	_ context.Context, request *pulumirpc.GenerateProgramRequest,
) (*pulumirpc.GenerateProgramResponse, error) {
	client, err := schema.NewLoaderClient(request.GetLoaderTarget())
	if err != nil {
		return nil, err
	}
	defer client.Close()

	parser := syntax.NewParser()
	for path, text := range request.GetSource() {
		if err := parser.ParseFile(strings.NewReader(text), path); err != nil {
			return nil, err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return nil, parser.Diagnostics
	}
	var options []pcl.BindOption
	if !request.GetStrict() {
		options = append(options, pcl.NonStrictBindOptions()...)
	}
	program, diagnostics, err := pcl.BindProgram(parser.Files, schema.NewCachedLoader(client), options...)
	if err != nil {
		return nil, err
	}
	if program == nil {
		return nil, diagnostics
	}
	files, generated, err := nodejs.GenerateProgram(program)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.GenerateProgramResponse{
		Source:      files,
		Diagnostics: plugin.HclDiagnosticsToRPCDiagnostics(append(diagnostics, generated...)),
	}, nil
}

// Link serves `pulumi package add`: it makes a generated SDK a dependency of the program.
func (host *languageHost) Link(
	ctx context.Context, request *pulumirpc.LinkRequest,
) (*pulumirpc.LinkResponse, error) {
	directory := request.GetInfo().GetProgramDirectory()
	_, manager, err := packageManager(request.GetInfo())
	if err != nil {
		return nil, err
	}
	var instructions strings.Builder
	instructions.WriteString("Import it in the program:\n\n")
	for _, dependency := range request.GetPackages() {
		path := dependency.GetPath()
		if !filepath.IsAbs(path) {
			path = filepath.Join(directory, path)
		}
		sdk, err := readManifest(path)
		if err != nil {
			return nil, fmt.Errorf("the SDK in %s has no valid package.json: %w", path, err)
		}
		if err := manager.Link(ctx, directory, sdk.Name, dependency.GetPath()); err != nil {
			return nil, err
		}
		name := strings.ReplaceAll(sdk.Name[strings.LastIndex(sdk.Name, "/")+1:], "-", "_")
		fmt.Fprintf(&instructions, "  import * as %s from '%s';\n", name, sdk.Name)
	}
	return &pulumirpc.LinkResponse{ImportInstructions: instructions.String()}, nil
}
