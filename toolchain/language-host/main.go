// The language host of Pulumi's nodejs runtime: the engine starts it, tells it where the engine
// listens, and asks it to run the program. It is built only where the official host, which comes
// with the official download, is not available: its Go module is not published.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

// version is set at link time to the CLI's.
var version = "dev"

// engineCheckInterval is how often the host asks whether its engine still lives, so that an engine
// that was killed leaves no host behind.
const engineCheckInterval = time.Minute

type languageHost struct {
	pulumirpc.UnimplementedLanguageRuntimeServer

	engineAddress string
	// stopped ends with Cancel, a signal or a vanished engine; every child process hangs on it.
	stopped context.Context
	stop    context.CancelFunc
}

func main() {
	arguments := os.Args[1:]
	if len(arguments) == 1 && (arguments[0] == "-version" || arguments[0] == "--version") {
		fmt.Println(version)
		return
	}
	if err := serve(arguments); err != nil {
		fmt.Fprintf(os.Stderr, "pulumi-language-nodejs: %v\n", err)
		os.Exit(1)
	}
}

func serve(arguments []string) error {
	stopped, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	host := &languageHost{stopped: stopped, stop: stop}
	if len(arguments) > 0 {
		// The engine passes its address last; older options may stand before it.
		if err := host.watchEngine(arguments[len(arguments)-1]); err != nil {
			return err
		}
	}

	shutdown := make(chan bool)
	context.AfterFunc(stopped, func() { close(shutdown) })
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Cancel: shutdown,
		Init: func(server *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(server, host)
			return nil
		},
		Options: rpcutil.TracingServerInterceptorOptions(nil),
	})
	if err != nil {
		return err
	}
	// The engine reads the port from the first line.
	fmt.Printf("%d\n", handle.Port)
	return <-handle.Done
}

func (host *languageHost) watchEngine(address string) error {
	host.engineAddress = address
	return rpcutil.Healthcheck(host.stopped, address, engineCheckInterval, host.stop)
}

func (host *languageHost) Handshake(
	_ context.Context, request *pulumirpc.LanguageHandshakeRequest,
) (*pulumirpc.LanguageHandshakeResponse, error) {
	if request.GetEngineAddress() != host.engineAddress {
		if err := host.watchEngine(request.GetEngineAddress()); err != nil {
			return nil, err
		}
	}
	return &pulumirpc.LanguageHandshakeResponse{}, nil
}

func (host *languageHost) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: version}, nil
}

func (host *languageHost) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	host.stop()
	return &emptypb.Empty{}, nil
}
