import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as grpc from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import structs from 'google-protobuf/google/protobuf/struct_pb.js';
import services from '@pulumi/pulumi/proto/provider_grpc_pb.js';
import messages from '@pulumi/pulumi/proto/provider_pb.js';
import status from '@pulumi/pulumi/proto/status_pb.js';
import { Engine } from './engine.ts';

/** A property bag as it travels: plain JSON plus the engine's signatures for secrets and unknowns. */
export type Bag = Record<string, unknown>;

export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** Wraps a value the way the engine sends a secret. */
export const secret = (value: unknown): Bag => ({ [SIGNATURE]: SECRET, value });

/** What Diff answered, in plain form. */
export interface DiffAnswer {
  changes: string;
  replaces: string[];
  diffs: string[];
  deleteBeforeReplace: boolean;
  detailed: Record<string, { kind: string; inputDiff: boolean }>;
}

const CHANGES = ['unknown', 'none', 'some'];
const KINDS = ['add', 'add-replace', 'delete', 'delete-replace', 'update', 'update-replace'];

const struct = (bag: Bag): structs.Struct => structs.Struct.fromJavaScript(bag as never);
const bag = (value: structs.Struct | undefined): Bag => (value ? value.toJavaScript() : {});

const service = services.ResourceProviderService;

/** One running provider, spoken to as the engine does. */
export class PluginClient {
  readonly #process: ChildProcess;
  readonly #client: grpc.Client;
  readonly pid: number;
  readonly engine: Engine;
  stderr = '';

  private constructor(child: ChildProcess, engine: Engine, port: string) {
    this.engine = engine;
    this.#process = child;
    this.pid = child.pid ?? 0;
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.#client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
    });
  }

  /** Starts `command` and connects to the port it prints. `env` is added to a minimal environment. */
  static async start(
    command: readonly [string, ...string[]],
    env: Record<string, string> = {},
  ): Promise<PluginClient> {
    const [file, ...args] = command;
    const base = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
    const engine = await Engine.start();
    const child = spawn(file, [...args, engine.address], {
      env: { ...base, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let early = '';
    const printed = await new Promise<string>((resolve) => {
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => (early += chunk.toString()));
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text);
      });
      child.once('exit', () => resolve(text));
    });
    const port = /^(\d+)\s/.exec(printed)?.[1];
    if (!port) throw new Error(`${file} printed no port: ${printed}${early}`);
    return new PluginClient(child, engine, port);
  }

  #call<Q, A>(method: grpc.MethodDefinition<Q, A>, request: Q): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest<Q, A>(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        (error, answer) => {
          if (error) reject(error);
          else if (answer === undefined) reject(new Error(`${method.path} answered nothing`));
          else resolve(answer);
        },
      );
    });
  }

  async stop(): Promise<void> {
    this.#client.close();
    this.engine.stop();
    if (this.#process.exitCode === null && this.#process.kill('SIGKILL')) {
      await once(this.#process, 'exit');
    }
  }

  async parameterize(...args: string[]): Promise<{ name: string; version: string }> {
    const value = new messages.ParameterizeRequest.ParametersArgs().setArgsList(args);
    const request = new messages.ParameterizeRequest().setArgs(value);
    return (await this.#call(service.parameterize, request)).toObject();
  }

  async parameterizeValue(
    name: string,
    version: string,
    value: string,
  ): Promise<{ name: string; version: string }> {
    const parameters = new messages.ParameterizeRequest.ParametersValue()
      .setName(name)
      .setVersion(version)
      .setValue(Buffer.from(value));
    const request = new messages.ParameterizeRequest().setValue(parameters);
    return (await this.#call(service.parameterize, request)).toObject();
  }

  async schema(subpackage = '', version = ''): Promise<Bag> {
    const request = new messages.GetSchemaRequest()
      .setSubpackageName(subpackage)
      .setSubpackageVersion(version);
    const answer = await this.#call(service.getSchema, request);
    return JSON.parse(answer.getSchema()) as Bag;
  }

  async pluginInfo(): Promise<string> {
    return (await this.#call(service.getPluginInfo, new empty.Empty())).getVersion();
  }

  /** What a failed create says of an object that exists all the same; undefined if there is none. */
  static initFailure(error: unknown): { id: string; state: Bag; reasons: string[] } | undefined {
    const metadata = (error as grpc.ServiceError).metadata;
    const details = metadata.get('grpc-status-details-bin')[0];
    if (!(details instanceof Buffer)) return undefined;
    const packed = status.Status.deserializeBinary(details).getDetailsList()[0];
    const failure = packed?.unpack(
      (bytes) => messages.ErrorResourceInitFailed.deserializeBinary(bytes),
      'pulumirpc.ErrorResourceInitFailed',
    );
    if (!failure) return undefined;
    const state = bag(failure.getProperties());
    return { id: failure.getId(), state, reasons: failure.getReasonsList() };
  }

  async handshake(): Promise<messages.ProviderHandshakeResponse.AsObject> {
    const request = new messages.ProviderHandshakeRequest().setEngineAddress(this.engine.address);
    return (await this.#call(service.handshake, request)).toObject();
  }

  async checkConfig(news: Bag, olds: Bag = {}, name = 'default'): Promise<CheckAnswer> {
    const request = new messages.CheckRequest()
      .setUrn(`urn:pulumi:dev::parity::pulumi:providers:x::${name}`)
      .setOlds(struct(olds))
      .setNews(struct(news));
    return checkAnswer(await this.#call(service.checkConfig, request));
  }

  async diffConfig(olds: Bag, news: Bag): Promise<DiffAnswer> {
    const request = new messages.DiffRequest()
      .setUrn('urn:pulumi:dev::parity::pulumi:providers:x::default')
      .setOlds(struct(olds))
      .setOldInputs(struct(olds))
      .setNews(struct(news));
    return diffAnswer(await this.#call(service.diffConfig, request));
  }

  async configure(args: Bag): Promise<messages.ConfigureResponse.AsObject> {
    const request = new messages.ConfigureRequest()
      .setArgs(struct(args))
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSendsOldInputs(true)
      .setSendsOldInputsToDelete(true);
    return (await this.#call(service.configure, request)).toObject();
  }

  async invoke(token: string, args: Bag): Promise<{ result: Bag; failures: unknown[] }> {
    const request = new messages.InvokeRequest().setTok(token).setArgs(struct(args));
    const answer = await this.#call(service.invoke, request);
    return {
      result: bag(answer.getReturn()),
      failures: answer.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async check(
    type: string,
    name: string,
    news: Bag,
    olds: Bag = {},
    autonaming?: { proposed?: string; disabled?: boolean },
  ): Promise<CheckAnswer> {
    const request = new messages.CheckRequest()
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setOlds(struct(olds))
      .setNews(struct(news))
      .setRandomseed(Buffer.alloc(32, 7));
    if (autonaming) {
      const { AutonamingOptions } = messages.CheckRequest;
      const { Mode } = AutonamingOptions;
      const options = new AutonamingOptions()
        .setProposedName(autonaming.proposed ?? '')
        .setMode(autonaming.disabled ? Mode.DISABLE : Mode.PROPOSE);
      request.setAutonaming(options);
    }
    return checkAnswer(await this.#call(service.check, request));
  }

  async diff(
    type: string,
    name: string,
    id: string,
    state: Bag,
    news: Bag,
    oldInputs: Bag = {},
    ignoreChanges: string[] = [],
  ): Promise<DiffAnswer> {
    const request = new messages.DiffRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setOlds(struct(state))
      .setNews(struct(news))
      .setOldInputs(struct(oldInputs))
      .setIgnorechangesList(ignoreChanges);
    return diffAnswer(await this.#call(service.diff, request));
  }

  async create(
    type: string,
    name: string,
    inputs: Bag,
    preview = false,
  ): Promise<{ id: string; state: Bag }> {
    const request = new messages.CreateRequest()
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setProperties(struct(inputs))
      .setPreview(preview);
    const answer = await this.#call(service.create, request);
    return { id: answer.getId(), state: bag(answer.getProperties()) };
  }

  async read(
    type: string,
    name: string,
    id: string,
    state: Bag = {},
    inputs: Bag = {},
  ): Promise<{ id: string; state: Bag; inputs: Bag }> {
    const request = new messages.ReadRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setProperties(struct(state))
      .setInputs(struct(inputs));
    const answer = await this.#call(service.read, request);
    return {
      id: answer.getId(),
      state: bag(answer.getProperties()),
      inputs: bag(answer.getInputs()),
    };
  }

  async update(
    type: string,
    name: string,
    id: string,
    state: Bag,
    news: Bag,
    oldInputs: Bag = {},
    preview = false,
  ): Promise<Bag> {
    const request = new messages.UpdateRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setOlds(struct(state))
      .setNews(struct(news))
      .setOldInputs(struct(oldInputs))
      .setPreview(preview);
    return bag((await this.#call(service.update, request)).getProperties());
  }

  async delete(
    type: string,
    name: string,
    id: string,
    state: Bag,
    inputs: Bag = {},
  ): Promise<void> {
    const request = new messages.DeleteRequest()
      .setId(id)
      .setUrn(urn(type, name))
      .setType(type)
      .setName(name)
      .setProperties(struct(state))
      .setOldInputs(struct(inputs));
    await this.#call(service.delete, request);
  }

  async cancel(): Promise<void> {
    await this.#call(service.cancel, new empty.Empty());
  }
}

/** What Check answered: the inputs to go on with, and what is wrong with those given. */
export interface CheckAnswer {
  inputs: Bag;
  failures: { property: string; reason: string }[];
}

const urn = (type: string, name: string): string => `urn:pulumi:dev::parity::${type}::${name}`;

function checkAnswer(answer: messages.CheckResponse): CheckAnswer {
  return {
    inputs: bag(answer.getInputs()),
    failures: answer.getFailuresList().map((failure) => failure.toObject()),
  };
}

function diffAnswer(answer: messages.DiffResponse): DiffAnswer {
  const detailed: DiffAnswer['detailed'] = {};
  answer.getDetaileddiffMap().forEach((difference, path) => {
    const kind = KINDS[difference.getKind()] ?? 'unknown';
    detailed[path] = { kind, inputDiff: difference.getInputdiff() };
  });
  return {
    changes: CHANGES[answer.getChanges()] ?? 'unknown',
    replaces: [...new Set(answer.getReplacesList())].sort(),
    diffs: [...answer.getDiffsList()].sort(),
    deleteBeforeReplace: answer.getDeletebeforereplace(),
    detailed,
  };
}
