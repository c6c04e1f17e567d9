import type { HttpClient } from '../framework/http.ts';
import { HttpError } from '../framework/http.ts';
import { CreatedButFailed } from '../framework/provider.ts';
import type { Found } from '../framework/package.ts';
import { isObject } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/** Kong's Admin API as the resources use it. */
export class KongClient {
  readonly #http: HttpClient;
  /** The setting that makes every plugin's configuration match exactly. */
  readonly strictPluginsMatch: boolean;

  constructor(http: HttpClient, strictPluginsMatch: boolean) {
    this.#http = http;
    this.strictPluginsMatch = strictPluginsMatch;
  }

  /** The entity at `path`; undefined if there is none. */
  async get(path: string): Promise<Values | undefined> {
    const answer = await this.#send('GET', path, undefined, 'could not read kong', [404]);
    return answer.status === 404 || !isObject(answer.body) ? undefined : answer.body;
  }

  async post(path: string, body: Value, kind: string): Promise<Values> {
    const answer = await this.#send('POST', path, body, `failed to create kong ${kind}`);
    return isObject(answer.body) ? answer.body : {};
  }

  async patch(path: string, body: Value, kind: string): Promise<void> {
    await this.#send('PATCH', path, body, `error updating kong ${kind}`);
  }

  async delete(path: string, kind: string): Promise<void> {
    await this.#send('DELETE', path, undefined, `could not delete kong ${kind}`, [404]);
  }

  async #send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: Value | undefined,
    what: string,
    accepted: number[] = [],
  ) {
    try {
      const options = body === undefined ? { accepted } : { accepted, body };
      return await this.#http.send(method, path, options);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      throw new Error(`${what}: HTTP status ${error.status} (message: ${message(error)})`, {
        cause: error,
      });
    }
  }
}

/** Kong says in `message` what is wrong. */
function message(error: HttpError): string {
  try {
    const body = JSON.parse(error.body) as Value;
    if (isObject(body) && typeof body['message'] === 'string')
      return JSON.stringify(body['message']);
  } catch {
    // Not JSON: a proxy in between may have answered.
  }
  return JSON.stringify(error.body);
}

/** Reads back what was just made; if that fails, the engine must still know the new id. */
export async function readBack(
  id: string,
  read: () => Promise<Found | undefined>,
): Promise<{ id: string; state: Values }> {
  try {
    const found = await read();
    if (!found) throw new Error(`${id} cannot be found right after it was created`);
    return { id, state: found.state };
  } catch (error) {
    throw new CreatedButFailed(id, error);
  }
}
