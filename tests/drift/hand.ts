import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, type TestStack } from '../support/stack.ts';

/** Somebody with curl: requests past Pulumi, each of which must succeed. */
export class Hand {
  /** Ids of the declared objects, by their type's last part and their name in the program. */
  readonly ids: ReadonlyMap<string, string>;
  readonly #kong: string;
  readonly #fusionAuth: string;
  readonly #apiKey: string;

  private constructor(
    kong: string,
    fusionAuth: string,
    apiKey: string,
    ids: ReadonlyMap<string, string>,
  ) {
    this.#kong = kong;
    this.#fusionAuth = fusionAuth;
    this.#apiKey = apiKey;
    this.ids = ids;
  }

  static async of(
    stack: TestStack,
    kong: string,
    { ports }: Platform,
    apiKey = API_KEY,
  ): Promise<Hand> {
    const { resources = [] } = (await stack.exportState()).deployment;
    const ids = resources.map(({ type, id = '' }) => {
      return [type.slice(type.lastIndexOf(':') + 1), id.split('|')[0]!] as const;
    });
    return new Hand(kong, `http://127.0.0.1:${ports.fusionAuth}`, apiKey, new Map(ids));
  }

  /** The id of the only object of a type, or of a plugin by its name. */
  id(type: string): string {
    const id = this.ids.get(type);
    if (!id) throw new Error(`The stack declares no ${type}.`);
    return id;
  }

  kong(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    return request(method, this.#kong + path, {}, body);
  }

  /** @param tenantId which tenant is meant, where there are several. */
  fusionAuth(
    method: string,
    path: string,
    body?: unknown,
    tenantId?: string,
  ): Promise<Record<string, unknown>> {
    const tenant = tenantId !== undefined && { 'x-fusionauth-tenantid': tenantId };
    const headers = { authorization: this.#apiKey, ...tenant };
    return request(method, this.#fusionAuth + path, headers, body);
  }

  /** The id of a plugin of the declared service. */
  async plugin(name: string): Promise<string> {
    const { data } = await this.kong('GET', `/services/${this.id('Service')}/plugins`);
    return (data as { id: string; name: string }[]).find((one) => one.name === name)!.id;
  }
}

async function request(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
