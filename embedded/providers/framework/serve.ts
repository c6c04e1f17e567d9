import * as grpc from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import structs from 'google-protobuf/google/protobuf/struct_pb.js';
import plugin from '@pulumi/pulumi/proto/plugin_pb.js';
import services from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import messages from '@pulumi/pulumi/proto/provider_pb.js';
import status from '@pulumi/pulumi/proto/status_pb.js';
import type { Autonaming } from './check.ts';
import type { Difference } from './diff.ts';
import type { Failure } from './package.ts';
import { HalfDone } from './provider.ts';
import type { Provider } from './provider.ts';
import type { Values } from './values.ts';

/** A provider's process: one package, or a general one that parameters turn into a package. */
export interface ProviderProcess {
  version: string;
  /** The package served; a general process has none before it is parameterized. */
  provider(): Provider<unknown>;
  schema(): Values;
  /** Takes the arguments of `pulumi package add`, or what the SDK stored. */
  parameterize?(parameters: { args: string[] } | { value: string }): {
    name: string;
    version: string;
  };
}

type Handler<Q, A> = (request: Q) => A | Promise<A>;

/** Serves the provider on a free port of the loopback address and prints the port, as the engine expects. */
export function serve(served: ProviderProcess): void {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  server.addService(services.ResourceProviderService, handlers(served));
  const credentials = grpc.ServerCredentials.createInsecure();
  server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  exitWithParent();
}

function handlers(served: ProviderProcess): grpc.UntypedServiceImplementation {
  const provider = (): Provider<unknown> => served.provider();
  return {
    handshake: unary(() => features(new messages.ProviderHandshakeResponse())),
    attach: unary(() => new empty.Empty()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(served.version)),
    parameterize: unary((request: InstanceType<typeof messages.ParameterizeRequest>) => {
      if (!served.parameterize) throw unimplemented('Parameterize');
      const value = request.getValue();
      const answer = served.parameterize(
        value
          ? { value: Buffer.from(value.getValue_asU8()).toString() }
          : { args: request.getArgs()?.getArgsList() ?? [] },
      );
      return new messages.ParameterizeResponse().setName(answer.name).setVersion(answer.version);
    }),
    getSchema: unary(() =>
      new messages.GetSchemaResponse().setSchema(JSON.stringify(served.schema())),
    ),
    checkConfig: unary((request: InstanceType<typeof messages.CheckRequest>) => {
      const { inputs, failures } = provider().checkConfig(values(request.getNews()));
      return checked(inputs, failures);
    }),
    diffConfig: unary((request: InstanceType<typeof messages.DiffRequest>) => {
      const differences = provider().diffConfig(
        values(request.getOlds()),
        values(request.getNews()),
      );
      const names = [...differences.keys()];
      return changes(names, [], differences, true);
    }),
    configure: unary((request: InstanceType<typeof messages.ConfigureRequest>) => {
      provider().configure(values(request.getArgs()));
      return features(new messages.ConfigureResponse()).setSupportspreview(true);
    }),
    invoke: unary((request: InstanceType<typeof messages.InvokeRequest>) => {
      throw new Error(
        `unrecognized data function (Invoke): ${request.getTok()}. ` +
          'The embedded providers have no data sources; use the official provider for them.',
      );
    }),
    check: unary((request: InstanceType<typeof messages.CheckRequest>) => {
      const urn = request.getUrn();
      const { inputs, failures } = provider().check(
        typeOf(urn, request.getType()),
        nameOf(urn, request.getName()),
        values(request.getNews()),
        values(request.getOlds()),
        request.getRandomseed_asU8(),
        autonaming(request.getAutonaming()),
      );
      return checked(inputs, failures);
    }),
    diff: unary((request: InstanceType<typeof messages.DiffRequest>) => {
      const found = provider().diff(
        typeOf(request.getUrn(), request.getType()),
        values(request.getOlds()),
        values(request.getNews()),
        request.getIgnorechangesList(),
      );
      return changes(found.diffs, found.replaces, found.detailed, false).setDeletebeforereplace(
        found.deleteBeforeReplace,
      );
    }),
    create: unary(async (request: InstanceType<typeof messages.CreateRequest>) => {
      const made = await provider().create(
        typeOf(request.getUrn(), request.getType()),
        values(request.getProperties()),
        request.getPreview(),
      );
      return new messages.CreateResponse().setId(made.id).setProperties(struct(made.state));
    }),
    read: unary(async (request: InstanceType<typeof messages.ReadRequest>) => {
      const found = await provider().read(
        typeOf(request.getUrn(), request.getType()),
        request.getId(),
        values(request.getProperties()),
        values(request.getInputs()),
      );
      if (!found) return new messages.ReadResponse();
      return new messages.ReadResponse()
        .setId(found.id)
        .setProperties(struct(found.state))
        .setInputs(struct(found.inputs));
    }),
    update: unary(async (request: InstanceType<typeof messages.UpdateRequest>) => {
      const state = await provider().update(
        typeOf(request.getUrn(), request.getType()),
        request.getId(),
        values(request.getOlds()),
        values(request.getNews()),
        request.getPreview(),
      );
      return new messages.UpdateResponse().setProperties(struct(state));
    }),
    delete: unary(async (request: InstanceType<typeof messages.DeleteRequest>) => {
      const type = typeOf(request.getUrn(), request.getType());
      await provider().delete(type, request.getId(), values(request.getProperties()));
      return new empty.Empty();
    }),
    cancel: unary(() => {
      provider().cancel();
      return new empty.Empty();
    }),
    getMapping: unary(() => new messages.GetMappingResponse()),
    getMappings: unary(() => new messages.GetMappingsResponse()),
    call: unary(() => {
      throw unimplemented('Call');
    }),
    construct: unary(() => {
      throw unimplemented('Construct');
    }),
  };
}

/** Turns a function into a gRPC handler; what it throws becomes the error that the engine shows. */
function unary<Q, A>(handle: Handler<Q, A>): grpc.handleUnaryCall<Q, A> {
  return (call, done) => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (answer) => done(null, answer),
        (error: unknown) => done(serviceError(error)),
      );
  };
}

function serviceError(error: unknown): Partial<grpc.StatusObject> {
  if (error instanceof HalfDone) return initializationError(error);
  const message = error instanceof Error ? error.message : String(error);
  const unknown = error instanceof Unimplemented ? grpc.status.UNIMPLEMENTED : grpc.status.UNKNOWN;
  return { code: unknown, details: message };
}

class Unimplemented extends Error {}

const unimplemented = (method: string): Error =>
  new Unimplemented(`method ${method} not implemented`);

/** Structured details, by which the engine records an object whose creation did not end well. */
function initializationError(error: HalfDone): Partial<grpc.StatusObject> {
  const detail = new messages.ErrorResourceInitFailed()
    .setId(error.id)
    .setProperties(struct(error.state))
    .setInputs(struct(error.inputs))
    .setReasonsList([error.message]);
  const packed = new any.Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const full = new status.Status()
    .setCode(grpc.status.UNKNOWN)
    .setMessage(error.message)
    .setDetailsList([packed]);
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(full.serializeBinary()));
  return { code: grpc.status.UNKNOWN, details: error.message, metadata };
}

/** Secrets come plain and the engine marks them again, as with the official packages. */
function features<T extends Features<T>>(response: T): T {
  return response.setSupportsAutonamingConfiguration(true);
}

interface Features<T> {
  setSupportsAutonamingConfiguration(value: boolean): T;
}

const struct = (bag: Values): InstanceType<typeof structs.Struct> =>
  structs.Struct.fromJavaScript(bag);

const values = (bag: InstanceType<typeof structs.Struct> | undefined): Values =>
  bag ? bag.toJavaScript() : {};

const typeOf = (urn: string, type: string): string =>
  type || (urn.split('::')[2]?.split('$').at(-1) ?? '');

const nameOf = (urn: string, name: string): string => name || urn.split('::').slice(3).join('::');

function checked(inputs: Values, failures: Failure[]): InstanceType<typeof messages.CheckResponse> {
  const list = failures.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(reason),
  );
  return new messages.CheckResponse().setInputs(struct(inputs)).setFailuresList(list);
}

function changes(
  diffs: string[],
  replaces: string[],
  detailed: Map<string, Difference>,
  inputDiff: boolean,
): InstanceType<typeof messages.DiffResponse> {
  const { DiffResponse, PropertyDiff } = messages;
  const response = new DiffResponse()
    .setChanges(
      diffs.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
    )
    .setDiffsList(diffs)
    .setReplacesList(replaces)
    .setHasdetaileddiff(detailed.size > 0);
  const kinds = {
    add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
    update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
    delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  } as const;
  for (const [path, { kind, replace }] of detailed) {
    const entry = new PropertyDiff().setKind(kinds[kind][replace ? 1 : 0]).setInputdiff(inputDiff);
    response.getDetaileddiffMap().set(path, entry);
  }
  return response;
}

function autonaming(
  options: InstanceType<typeof messages.CheckRequest.AutonamingOptions> | undefined,
): Autonaming {
  if (!options) return {};
  const { Mode } = messages.CheckRequest.AutonamingOptions;
  if (options.getMode() === Mode.DISABLE) return { disabled: true };
  const proposed = options.getProposedName();
  return proposed ? { proposed } : {};
}

/** A provider must not outlive an engine that was killed before it could stop its providers. */
function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 1000).unref();
  // The engine starts providers in a process group of their own, so a Ctrl-C never comes from the
  // terminal: it is how the engine says goodbye. One that ignores it is killed after ten seconds.
  process.on('SIGINT', () => process.exit(0));
}
