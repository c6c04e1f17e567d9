package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// stopGrace is how long a child may take to end after the interrupt before it is killed.
const stopGrace = 5 * time.Second

// nodeCommand prepares node with arguments. The process ends with the request or with the host.
func (host *languageHost) nodeCommand(ctx context.Context, arguments ...string) (*exec.Cmd, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("node is not on the PATH: %w", err)
	}
	both, stop := context.WithCancel(ctx)
	context.AfterFunc(host.stopped, stop)
	command := exec.CommandContext(both, node, arguments...)
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = stopGrace
	return command, nil
}

// sdkModule finds a part of the Pulumi SDK as node would, seen from the program. It only walks the
// folders: asking node costs a process at every run.
func sdkModule(directory, part string) (string, error) {
	for at := directory; ; at = filepath.Dir(at) {
		sdk := filepath.Join(at, "node_modules", "@pulumi", "pulumi")
		if _, err := os.Stat(filepath.Join(sdk, "package.json")); err == nil {
			return filepath.Join(sdk, "cmd", part), nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("@pulumi/pulumi is not installed in %s or above it: run `npm ci` there", directory)
		}
	}
}

// plain hides that a writer is a file. A file would become the child's own stdout, and node may
// switch that to non-blocking for every process that shares it.
func plain(writer io.Writer) io.Writer { return struct{ io.Writer }{writer} }

// exitCode tells a process that ran and failed from one that could not be run.
func exitCode(err error) (code int, ran bool) {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), true
	}
	return 0, false
}
