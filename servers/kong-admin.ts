import type { PluginSchema } from '../catalogue/kong/plugin-schema.ts';
import { ServerApi, type JsonObject, type Sent, type ServerOptions } from './server-api.ts';

/** Kong's Admin API: https://docs.konghq.com/gateway/api/admin-oss/latest/ */
export class KongAdmin extends ServerApi {
  constructor(options: ServerOptions) {
    const hint =
      'Its address is set by `pulumi config set kong:kongAdminUri URL` or in KONG_ADMIN_ADDR.';
    super('Kong', hint, options);
  }

  /** Kong's answer to whatever it does not have; its proxy and others answer 404 in other words. */
  protected saysNotFound(text: string): boolean {
    return /^\s*\{\s*"message"\s*:\s*"(Not found|No plugin named '[^"]*')"\s*\}\s*$/.test(text);
  }

  /** The entity at that path; undefined if there is none. */
  get(path: string): Promise<JsonObject | undefined> {
    return this.fetch(path, {}, ({ id }) => typeof id === 'string');
  }

  /** Every entity of a list; none if Kong does not serve that list, for want of its plugin. */
  async list(path: string): Promise<JsonObject[]> {
    const entities: JsonObject[] = [];
    let next: string | null = `${path}?size=1000`;
    while (next) {
      const page: JsonObject | undefined = await this.page(next);
      entities.push(...((page?.['data'] ?? []) as JsonObject[]));
      next = (page?.['next'] ?? null) as string | null;
    }
    return entities;
  }

  /** One page of a list: `data`, and where the `next` one is. */
  page(path: string): Promise<JsonObject | undefined> {
    return this.fetch(path, {}, ({ data }) => Array.isArray(data));
  }

  /** What Kong says of itself. */
  async node(): Promise<KongNode> {
    const fits = ({ version, configuration }: JsonObject) =>
      typeof version === 'string' && typeof configuration === 'object' && configuration !== null;
    const node = await this.fetch('/', {}, fits);
    if (node) return node as unknown as KongNode;
    throw this.notItsAnswer('GET', '/', { status: 404, headers: {}, text: '' });
  }

  /** What entities of that list have for fields; undefined if Kong does not have the list. */
  entitySchema(list: string): Promise<JsonObject | undefined> {
    return this.fetch(`/schemas/${list}`, {}, ({ fields }) => Array.isArray(fields));
  }

  /** What the plugin has for fields; undefined if Kong does not have the plugin. */
  async pluginSchema(name: string): Promise<PluginSchema | undefined> {
    const path = `/schemas/plugins/${encodeURIComponent(name)}`;
    const schema = await this.fetch(path, {}, ({ fields }) => Array.isArray(fields));
    return schema as PluginSchema | undefined;
  }

  patch(path: string, body: Sent['body']): Promise<JsonObject | undefined> {
    return this.send('PATCH', path, { body });
  }

  /** Removes an entity; that it is gone already is as good. */
  async remove(path: string): Promise<void> {
    await this.send('DELETE', path);
  }
}

/** What is used of `GET /`. */
export interface KongNode extends JsonObject {
  version: string;
  configuration: {
    database?: string;
    proxy_listeners?: readonly unknown[];
    worker_consistency?: string;
    /** In seconds, like those below. */
    db_update_frequency?: number;
    db_update_propagation?: number;
    worker_state_update_frequency?: number;
  };
  plugins?: { available_on_server?: Readonly<Record<string, unknown>> };
}
