//go:build tools

// Package tools keeps the CLI among this module's requirements: set-up builds it by its path, and nothing
// here imports it.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
