import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { openStack, type Stack } from '../../commands/shared/stack/stack.ts';
import type { KongOptions } from '../../embedded/kong/kong.ts';
import { startPlatform, type Platform } from '../../embedded/platform.ts';
import { setUp, type ToolEnvironment } from '../../toolchain/setup.ts';

/** What a run of the CLI left behind. Its output is stripped of colour. */
export interface Run {
  code: number;
  output: string;
}

/** A stack in a directory and a state of its own, with the program of this repository. */
export class TestStack {
  readonly name: string;
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly #tools: ToolEnvironment;

  private constructor(
    name: string,
    directory: string,
    tools: ToolEnvironment,
    env: NodeJS.ProcessEnv,
  ) {
    this.name = name;
    this.directory = directory;
    this.#tools = tools;
    this.env = env;
  }

  /**
   * Creates a stack.
   *
   * @param config what goes into the stack's file, by full key.
   * @param env variables that differ from the set-up's, such as another PULUMI_HOME.
   * @param more.program the folder of Pulumi.yaml and index.ts, from the root of the repository or absolute.
   */
  static async create(
    config: Record<string, unknown>,
    env: NodeJS.ProcessEnv = {},
    { program = '.', name = 'test' } = {},
  ): Promise<TestStack> {
    const tools = await setUp();
    const directory = mkdtempSync(join(tmpdir(), 'stack-'));
    mkdirSync(join(directory, 'state'));
    const root = resolve(tools.clone, program);
    const project = parse(readFileSync(join(root, 'Pulumi.yaml'), 'utf8')) as object;
    const main = join(root, 'index.ts');
    writeFileSync(join(directory, 'Pulumi.yaml'), stringify({ ...project, main }));
    const stack = new TestStack(name, directory, tools, {
      ...tools.env,
      PULUMI_BACKEND_URL: `file://${join(directory, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'test',
      FA_API_KEY: API_KEY,
      ...env,
    });
    stack.configure(config);
    await stack.succeed('stack', 'init', name);
    return stack;
  }

  /** Replaces the stack's settings. */
  configure(config: Record<string, unknown>): void {
    writeFileSync(join(this.directory, `Pulumi.${this.name}.yaml`), stringify({ config }));
  }

  /** Exchanges the program, a path from the root of the repository. */
  useProgram(program: string): void {
    const file = join(this.directory, 'Pulumi.yaml');
    const project = parse(readFileSync(file, 'utf8')) as object;
    const main = join(this.#tools.clone, program);
    writeFileSync(file, stringify({ ...project, main }));
  }

  /** The stack as commands read it, with variables that differ from its own. */
  open(env: NodeJS.ProcessEnv = {}): Stack {
    return openStack(this.tools(env), this.name);
  }

  /** The tools with which a command works on the stack. */
  tools(env: NodeJS.ProcessEnv = {}): ToolEnvironment {
    const { directory } = this;
    return {
      ...this.#tools,
      ...{ clone: directory, local: directory, env: { ...this.env, ...env } },
    };
  }

  /** Runs the CLI to its end, whatever that is. */
  run(...args: string[]): Promise<Run> {
    return this.runIn({}, ...args);
  }

  /** Runs the CLI with variables that differ from the stack's own. */
  runIn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> {
    const { promise, resolve: done } = Promise.withResolvers<Run>();
    const options = {
      cwd: this.directory,
      env: { ...this.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    };
    const all = [...args, '--color=never', '--non-interactive'];
    execFile(this.#tools.pulumi, all, options, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 255) : 0, output: stdout + stderr }),
    );
    return promise;
  }

  /** Starts the CLI as the head of a process group of its own. */
  start(env: NodeJS.ProcessEnv, ...args: string[]): ChildProcess {
    const all = [...args, '--color=never', '--non-interactive'];
    const options = { cwd: this.directory, env: { ...this.env, ...env }, detached: true };
    return spawn(this.#tools.pulumi, all, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Runs the CLI and returns what it printed. @throws Error with the output if it fails. */
  async succeed(...args: string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}\n${output}`);
    return output;
  }

  up(...args: string[]): Promise<string> {
    return this.succeed('up', '--yes', '--skip-preview', ...args);
  }

  /** All outputs, secret ones in plain text. */
  async outputs(): Promise<Record<string, unknown>> {
    const text = await this.succeed('stack', 'output', '--json', '--show-secrets');
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** The state as `pulumi stack export` writes it, secrets encrypted. */
  async exportState(): Promise<StackState> {
    return JSON.parse(await this.succeed('stack', 'export')) as StackState;
  }

  /** Removes the directory with the state. The servers keep what was not destroyed. */
  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export interface StackState {
  deployment: { resources?: StateResource[] };
}

export interface StateResource {
  urn: string;
  type: string;
  parent?: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  dependencies?: string[];
}

/** The provisioning key of every platform that tests start. */
export const API_KEY = 'the-provisioning-key-of-the-tests';

/** A platform on free ports that keeps nothing. */
export function startTestPlatform(options: KongOptions = {}): Promise<Platform> {
  const ports = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
  return startPlatform(':memory:', ports, API_KEY, options);
}

/** The guide's settings for servers at these addresses. */
export function guideConfig(
  { ports }: Platform,
  kong: { admin: string; proxy: string } = {
    admin: `http://127.0.0.1:${ports.kongAdmin}`,
    proxy: `http://127.0.0.1:${ports.kongProxy}`,
  },
): Record<string, unknown> {
  return {
    'fusionauth-kong:platform': 'embedded',
    'kong:kongAdminUri': kong.admin,
    'fusionauth:host': `http://127.0.0.1:${ports.fusionAuth}`,
    'fusionauth-kong:gatewayUrl': kong.proxy,
    'fusionauth-kong:apis': [
      {
        name: 'example_service',
        upstream: `http://127.0.0.1:${ports.upstream}`,
        routes: [{ name: 'example_route', paths: ['/mock'] }],
      },
    ],
  };
}
