package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
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

// resolveModule asks node itself where a module of the SDK lies, seen from the program.
func (host *languageHost) resolveModule(ctx context.Context, module, directory string) (string, error) {
	command, err := host.nodeCommand(ctx, "--print", "require.resolve(process.argv[1])", module)
	if err != nil {
		return "", err
	}
	command.Dir = directory
	// The program's own preloads are none of this look-up's business.
	command.Env = append(os.Environ(), "NODE_OPTIONS=")
	found, err := command.Output()
	if err != nil {
		return "", fmt.Errorf(
			"the module %s cannot be found from %s: the Pulumi SDK is not installed, run `npm ci` there", module, directory)
	}
	return strings.TrimSpace(string(found)), nil
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
