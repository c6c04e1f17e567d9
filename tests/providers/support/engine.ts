import * as grpc from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import services from '@pulumi/pulumi/proto/engine_grpc_pb.js';
import type { LogRequest } from '@pulumi/pulumi/proto/engine_pb.js';

/** As much of the engine as a plugin calls back: it keeps what plugins log. */
export class Engine {
  readonly #server: grpc.Server;
  readonly address: string;
  readonly log: string[];

  private constructor(server: grpc.Server, port: number, log: string[]) {
    this.#server = server;
    this.address = `127.0.0.1:${port}`;
    this.log = log;
  }

  static async start(): Promise<Engine> {
    const log: string[] = [];
    const server = new grpc.Server();
    const refuse: grpc.handleUnaryCall<unknown, never> = (_call, done) =>
      done({ code: grpc.status.UNIMPLEMENTED, message: 'not in this engine' });
    server.addService(services.EngineService, {
      log: (call: grpc.ServerUnaryCall<LogRequest, unknown>, done: grpc.sendUnaryData<unknown>) => {
        log.push(call.request.getMessage());
        done(null, new empty.Empty());
      },
      getRootResource: refuse,
      setRootResource: refuse,
      startDebugging: refuse,
      requirePulumiVersion: refuse,
    });
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      ),
    );
    return new Engine(server, port, log);
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}
