import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../../embedded/platform.ts';
import { TestStack, startTestPlatform } from '../support/stack.ts';

type Config = Record<string, unknown>;

/** One stack of an issuer's side and those of two gateways that trust it, on one FusionAuth and one Kong. */
export class Teams {
  readonly platform: Platform;
  readonly #directory: string;
  readonly #stacks: TestStack[] = [];

  private constructor(platform: Platform, directory: string) {
    this.platform = platform;
    this.#directory = directory;
  }

  static async start(): Promise<Teams> {
    const directory = mkdtempSync(join(tmpdir(), 'teams-'));
    mkdirSync(join(directory, 'state'));
    return new Teams(await startTestPlatform(), directory);
  }

  /** A stack whose state lies beside that of the others. */
  async stack(name: string, config: Config, env: NodeJS.ProcessEnv = {}): Promise<TestStack> {
    const backend = { PULUMI_BACKEND_URL: `file://${join(this.#directory, 'state')}` };
    const stack = await TestStack.create(config, { ...backend, ...env }, { name });
    this.#stacks.push(stack);
    return stack;
  }

  /** Settings of the issuer's side. */
  issuer(settings: Config = {}): Config {
    return {
      ...this.#kong(),
      'fusionauth-kong:side': 'issuer',
      'fusionauth:host': `http://127.0.0.1:${this.platform.ports.fusionAuth}`,
      'fusionauth-kong:tenant': 'acme',
      ...prefixed(settings),
    };
  }

  /** Settings of a gateway with one API, named as its path. */
  gateway(api: string, { allow, ...settings }: Config = {}): Config {
    const upstream = `http://127.0.0.1:${this.platform.ports.upstream}`;
    const routes = [{ name: api, paths: [`/${api}`] }];
    return {
      ...this.#kong(),
      'fusionauth-kong:side': 'gateway',
      'fusionauth-kong:trusts': ['organization/fusionauth-kong/identity'],
      'fusionauth-kong:gatewayUrl': `http://127.0.0.1:${this.platform.ports.kongProxy}`,
      'fusionauth-kong:guardIdentityHeaders': true,
      'fusionauth-kong:apis': [{ name: api, upstream, routes, ...(allow ? { allow } : {}) }],
      ...prefixed(settings),
    };
  }

  #kong(): Config {
    return {
      'fusionauth-kong:platform': 'embedded',
      'fusionauth-kong:keyClaim': 'kid',
      'kong:kongAdminUri': `http://127.0.0.1:${this.platform.ports.kongAdmin}`,
    };
  }

  async stop(): Promise<void> {
    for (const stack of this.#stacks) stack.remove();
    rmSync(this.#directory, { recursive: true, force: true });
    await this.platform.stop();
  }
}

function prefixed(settings: Config): Config {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`fusionauth-kong:${key}`, value]),
  );
}
