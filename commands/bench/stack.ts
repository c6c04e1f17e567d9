import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Ports } from '../../embedded/platform.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { openStack, type Stack } from '../shared/stack/stack.ts';

/** One run of the CLI. */
export interface Run {
  seconds: number;
  /** Most memory that the program took, in megabytes; undefined where the system does not tell. */
  megabytes?: number;
}

export interface BenchServers {
  ports: Ports;
  apiKey: string;
}

const PASSPHRASE = 'bench';

/** A stack of this project's program in a folder and a state of its own. */
export class BenchStack {
  readonly name: string;
  readonly stack: Stack;
  readonly env: NodeJS.ProcessEnv;
  readonly #tools: ToolEnvironment;
  readonly #directory: string;

  private constructor(tools: ToolEnvironment, name: string, { apiKey }: BenchServers) {
    this.name = name;
    this.#tools = tools;
    this.#directory = mkdtempSync(join(tmpdir(), 'bench-'));
    mkdirSync(join(this.#directory, 'state'));
    this.env = {
      ...tools.env,
      PULUMI_BACKEND_URL: `file://${join(this.#directory, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      FA_API_KEY: apiKey,
    };
    this.stack = openStack({ ...tools, clone: this.#directory, env: this.env }, name);
  }

  /** Makes a stack that declares that many APIs, with names that no other stack has. */
  static async create(
    tools: ToolEnvironment,
    name: string,
    servers: BenchServers,
    apis: number,
  ): Promise<BenchStack> {
    const stack = new BenchStack(tools, name, servers);
    const project = parse(readFileSync(join(tools.clone, 'Pulumi.yaml'), 'utf8')) as object;
    stack.#write('Pulumi.yaml', { ...project, main: join(tools.clone, 'index.ts') });
    stack.#write(`Pulumi.${name}.yaml`, { config: configOf(name, servers.ports, apis) });
    await stack.run('stack', 'init', name);
    return stack;
  }

  /** @throws Error with what the CLI printed if it fails. */
  async run(...args: string[]): Promise<Run> {
    const started = performance.now();
    const all = [...args, '--non-interactive', '--color=never'];
    const { code, stdout, stderr, megabytes } = await this.#execute(all);
    if (code !== 0)
      throw new Error(`pulumi ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`);
    const seconds = (performance.now() - started) / 1000;
    return { seconds, ...(megabytes > 0 && { megabytes }) };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #execute(args: readonly string[]) {
    const child = spawn(this.#tools.pulumi, args, {
      cwd: this.#directory,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr, megabytes] = ['', '', 0];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    const watch = setInterval(() => {
      megabytes = Math.max(megabytes, programMegabytes(this.#directory));
    }, 200);
    const { promise, resolve } = Promise.withResolvers<number>();
    child.on('close', (code) => resolve(code ?? 255));
    const code = await promise;
    clearInterval(watch);
    return { code, stdout, stderr, megabytes };
  }

  #write(file: string, content: object): void {
    writeFileSync(join(this.#directory, file), stringify(content));
  }
}

/** The program's peak so far, by Linux's books: it is told the folder of the project on its command line. */
function programMegabytes(directory: string): number {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return '';
    }
  };
  const processes = (() => {
    try {
      return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    } catch {
      return [];
    }
  })();
  const program = processes.find((pid) => {
    const line = read(pid, 'cmdline');
    return line.includes(`--root-directory\0${directory}`) && line.includes('cmd/run');
  });
  const peak = program && /VmHWM:\s+(\d+)/.exec(read(program, 'status'))?.[1];
  return Number(peak ?? 0) / 1024;
}

function configOf(name: string, ports: Ports, apis: number): Record<string, unknown> {
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return {
    'fusionauth-kong:platform': 'embedded',
    'kong:kongAdminUri': at(ports.kongAdmin),
    'fusionauth:host': at(ports.fusionAuth),
    'fusionauth-kong:gatewayUrl': at(ports.kongProxy),
    'fusionauth-kong:issuer': `https://${name}.example.com`,
    'fusionauth-kong:tenant': name,
    'fusionauth-kong:applications': [{ name, users: [{ email: `ann@${name}.example.com` }] }],
    'fusionauth-kong:apis': Array.from({ length: apis }, (_, index) => {
      const api = `${name}-${index}`;
      return {
        name: api,
        upstream: at(ports.upstream),
        routes: [{ name: api, paths: [`/${api}/`] }],
      };
    }),
  };
}
