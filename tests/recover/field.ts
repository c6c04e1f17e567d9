import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { asText } from '../../commands/recover/report.ts';
import { recover, search } from '../../commands/recover/recover.ts';
import { placeOf, type RecoverPlace } from '../../commands/recover/place.ts';
import { readTrace } from '../../commands/recover/trace.ts';
import { fusionAuthOf, kongOf, type Servers } from '../../servers/servers.ts';
import type { Platform } from '../../embedded/platform.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform, type Run } from '../support/stack.ts';

/** Who is killed. */
export type Victim = 'the CLI' | 'the program' | 'the providers' | 'all';

/** A platform whose writes are counted, and a stack on it that is killed at one of them. */
export class Field {
  readonly platform: Platform;
  readonly stack: TestStack;
  readonly servers: Servers;
  readonly #proxies: readonly FaultProxy[];
  /** Writes that reached a server. */
  writes = 0;
  #strike: (() => void) | undefined;
  #at = Infinity;

  private constructor(
    platform: Platform,
    stack: TestStack,
    servers: Servers,
    proxies: readonly FaultProxy[],
  ) {
    this.platform = platform;
    this.stack = stack;
    this.servers = servers;
    this.#proxies = proxies;
    for (const proxy of proxies)
      proxy.fault = ({ method = 'GET' }) => {
        if (method === 'GET' || method === 'HEAD') return undefined;
        this.writes += 1;
        if (this.writes !== this.#at) return this.writes > this.#at ? proxy.refuse : undefined;
        return (request, response) => {
          response.once('close', () => this.#strike?.());
          proxy.loseAnswer(request, response);
        };
      };
  }

  static async open(settings: Record<string, unknown> = {}): Promise<Field> {
    const platform = await startTestPlatform();
    const { ports } = platform;
    const [kong, fusionAuth] = await Promise.all([
      FaultProxy.before(`http://127.0.0.1:${ports.kongAdmin}`),
      FaultProxy.before(`http://127.0.0.1:${ports.fusionAuth}`),
    ]);
    const config = {
      ...guideConfig(platform),
      'kong:kongAdminUri': kong.url,
      'fusionauth:host': fusionAuth.url,
      ...settings,
    };
    const servers = {
      kong: { adminUri: kong.url, headers: {}, tlsSkipVerify: false },
      fusionAuth: { host: fusionAuth.url, apiKey: API_KEY },
    };
    const stack = await TestStack.create(config);
    return new Field(platform, stack, servers, [kong, fusionAuth]);
  }

  /** Runs the CLI and kills a victim as soon as that write has been done, before its answer arrives. */
  async kill(
    victim: Victim,
    at: number,
    env: NodeJS.ProcessEnv,
    ...args: string[]
  ): Promise<{ isKilled: boolean; output: string }> {
    let isKilled = false;
    const child = this.stack.start(env, ...args);
    let output = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    this.writes = 0;
    this.#at = at;
    this.#strike = () => {
      isKilled = true;
      for (const pid of pidsOf(victim, child)) kill(pid);
    };
    await once(child, 'exit');
    // What the CLI left running must not write any more, as where the machine went.
    kill(-child.pid!);
    this.#strike = undefined;
    this.#at = Infinity;
    return { isKilled, output };
  }

  place(): RecoverPlace {
    return placeOf(this.stack.tools(), this.stack.name);
  }

  /** Recovers the stack and returns what was said. */
  async recover(): Promise<string> {
    const place = this.place();
    const plan = await search(place, await readTrace(place));
    return asText('test', await recover(place, plan));
  }

  up(): Promise<Run> {
    return this.stack.run('up', '--yes', '--skip-preview');
  }

  /** The ids of all that both servers hold, by list. */
  async content(): Promise<Record<string, string[]>> {
    const kong = ['services', 'routes', 'plugins', 'consumers', 'jwts', 'acls'];
    const fusionAuth = {
      tenants: '/api/tenant',
      applications: '/api/application',
      keys: '/api/key',
      users: '/api/user/search?queryString=*&numberOfResults=500',
      entityTypes: '/api/entity/type/search?name=*',
      entities: '/api/entity/search?queryString=*',
    };
    const lists = [
      ...kong.map(async (list) => [list, await kongOf(this.servers).list(`/${list}`)] as const),
      ...Object.entries(fusionAuth).map(async ([member, path]) => {
        return [member, (await fusionAuthOf(this.servers).list(path, member)).found] as const;
      }),
    ];
    const all = (await Promise.all(lists)).map(
      ([list, objects]) => [list, objects.map(({ id }) => String(id)).sort()] as const,
    );
    return Object.fromEntries(all);
  }

  async close(): Promise<void> {
    this.stack.remove();
    for (const proxy of this.#proxies) proxy.stop();
    await this.platform.stop();
  }
}

function pidsOf(victim: Victim, { pid = 0 }: ChildProcess): number[] {
  switch (victim) {
    case 'the CLI':
      return [pid];
    case 'all':
      return [-pid];
    default: {
      const wanted = victim === 'the program' ? /cmd\/run|run\/index/ : /pulumi-resource-/;
      return processes()
        .filter(({ group, command }) => group === pid && wanted.test(command))
        .map((one) => one.pid);
    }
  }
}

function processes(): { pid: number; group: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
        return [{ pid: Number(name), group, command }];
      } catch {
        return [];
      }
    });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
