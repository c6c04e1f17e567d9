import { comparable, lead } from '../support/life-cycle.ts';
import type { Entry, LifeCycle } from '../support/life-cycle.ts';
import { PluginClient } from '../support/provider-client.ts';
import { RecordingProxy } from '../support/recording-proxy.ts';
import { PARENTS } from './cases.ts';

type Command = Parameters<typeof PluginClient.start>[0];

const COLLECTIONS: Record<string, string> = {
  certificate: '/certificates',
  service: '/services',
  route: '/routes',
  consumer: '/consumers',
  plugin: '/plugins',
  upstream: '/upstreams',
  consumerJwtAuth: 'jwt',
  consumerAcl: 'acls',
  consumerKeyAuth: 'key-auth',
};

/** The embedded provider, from its sources. */
export const embedded: Command = [process.execPath, 'embedded/providers/kong.ts'];

/** A plugin in front of a Kong; every case starts with the same few entities there. */
export class Bench {
  readonly #plugin: PluginClient;
  readonly #proxy: RecordingProxy;
  readonly #admin: string;

  private constructor(plugin: PluginClient, proxy: RecordingProxy, admin: string) {
    this.#plugin = plugin;
    this.#proxy = proxy;
    this.#admin = admin;
  }

  static async start(command: Command, admin: string): Promise<Bench> {
    const proxy = await RecordingProxy.start(admin);
    const plugin = await PluginClient.start(command);
    await plugin.checkConfig({ kongAdminUri: proxy.url });
    await plugin.configure({ kongAdminUri: proxy.url });
    const bench = new Bench(plugin, proxy, admin);
    for (const [path, body] of Object.entries(PARENTS)) await bench.#put(path, body);
    return bench;
  }

  async #put(path: string, body: object): Promise<void> {
    const answer = await fetch(this.#admin + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`PUT ${path}: ${answer.status} ${await answer.text()}`);
  }

  async run(life: LifeCycle): Promise<Entry[]> {
    return comparable(await lead(life, this.#plugin, this.#proxy, pathOf));
  }

  async stop(): Promise<void> {
    await this.#plugin.stop();
    this.#proxy.stop();
  }
}

function pathOf(type: string, id: string): string {
  const name = /\/(\w+):/.exec(type)?.[1] ?? '';
  const collection = COLLECTIONS[name] ?? '';
  const [own = '', consumer] = id.split('|');
  return consumer ? `/consumers/${consumer}/${collection}/${own}` : `${collection}/${own}`;
}
