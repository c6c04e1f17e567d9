import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FusionAuthClient } from '@fusionauth/typescript-client';
import { createFusionAuth } from '../../embedded/fusionauth/fusionauth.ts';
import { at, shownAs } from '../../embedded/fusionauth/json.ts';
import type { JsonObject } from '../../embedded/fusionauth/json.ts';
import { convert } from '../../embedded/fusionauth/schema/convert.ts';
import type { Fault } from '../../embedded/fusionauth/schema/convert.ts';
import { operationOf } from '../../embedded/fusionauth/schema/description.ts';
import { Store } from '../../embedded/store.ts';

export const API_KEY = 'provisioning-key-of-the-tests';

/** What a request was answered with; `at` looks into the body by a dotted path. */
export interface Answer {
  status: number;
  body: JsonObject;
  text: string;
  at: (path: string) => unknown;
  string: (path: string) => string;
}

/** How many answers were held against FusionAuth's description, by operation. */
const HELD = new Map<string, number>();

/** @throws Error if an answer has other fields, types or options than FusionAuth's description of its API. */
function holdAgainstDescription(method: string, path: string, body: unknown): void {
  const operation = operationOf(method, new URL(path, 'http://host').pathname);
  if (!operation?.response) return;
  const faults: Fault[] = [];
  convert(operation.response, body, '', faults, true);
  HELD.set(operation.name, (HELD.get(operation.name) ?? 0) + 1);
  if (faults.length > 0) {
    const list = faults.map((fault) => `${fault.path}: ${fault.kind}, wanted ${fault.wanted}`);
    throw new Error(`The answer to ${operation.name} is not as described:\n${list.join('\n')}`);
  }
}

/** A running stand-in with a fresh store, or that of `file`. */
export async function startFusionAuth(file = ':memory:') {
  const store = new Store(file);
  const server = createServer(createFusionAuth(store, { apiKey: API_KEY }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const request = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: API_KEY, 'content-type': 'application/json', ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json =
      response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    const parsed = json ? (JSON.parse(text) as JsonObject) : {};
    if (response.ok && text !== '') holdAgainstDescription(method, path, parsed);
    return {
      status: response.status,
      body: parsed,
      text,
      at: (path) => at(parsed, path),
      string: (path) => shownAs(at(parsed, path)),
    };
  };

  return {
    url,
    store,
    request,
    client: new FusionAuthClient(API_KEY, url),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}

export type Running = Awaited<ReturnType<typeof startFusionAuth>>;
