import { KongAdmin } from '../../../servers/kong-admin.ts';
import { isBusy } from '../../../servers/patience.ts';
import { WrongAnswer, type Method, type ServerOptions } from '../../../servers/server-api.ts';
import { CreatedButFailed } from '../framework/provider.ts';
import type { Found } from '../framework/package.ts';
import { isObject } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/** Kong's Admin API as the resources use it, with the official provider's words. */
export class KongConnection {
  readonly #admin: KongAdmin;
  /** The setting that makes every plugin's configuration match exactly. */
  readonly strictPluginsMatch: boolean;

  constructor(options: ServerOptions, strictPluginsMatch: boolean) {
    this.#admin = new KongAdmin(options);
    this.strictPluginsMatch = strictPluginsMatch;
  }

  /** The entity at `path`; undefined if there is none. */
  get(path: string): Promise<Values | undefined> {
    return inWords('could not read kong', () => this.#admin.get(path));
  }

  /** The entities on the first page of a list, which is as far as the official provider looks. */
  async firstPage(path: string): Promise<Values[]> {
    const page = await inWords('could not read kong', () => this.#admin.page(path));
    return (page?.['data'] ?? []) as Values[];
  }

  async post(path: string, body: Value, kind: string): Promise<Values> {
    return (await this.#send('POST', path, body, `failed to create kong ${kind}`)) ?? {};
  }

  async patch(path: string, body: Value, kind: string): Promise<void> {
    await this.#send('PATCH', path, body, `error updating kong ${kind}`);
  }

  async delete(path: string, kind: string): Promise<void> {
    await inWords(`could not delete kong ${kind}`, () => this.#admin.remove(path));
  }

  #send(method: Method, path: string, body: Value, what: string): Promise<Values | undefined> {
    return inWords(what, () => this.#admin.send(method, path, { body }));
  }
}

/** A refusal in the official provider's words. */
async function inWords<T>(what: string, work: () => Promise<T>): Promise<T & (Values | undefined)> {
  try {
    return (await work()) as T & (Values | undefined);
  } catch (error) {
    if (!(error instanceof WrongAnswer)) throw error;
    const message = saidIn(error);
    // What is not Kong's own answer is explained by the error itself.
    if (message === undefined || isBusy(error.status)) throw error;
    const status = `HTTP status ${error.status}`;
    throw new Error(`${what}: ${status} (message: ${JSON.stringify(message)})`, { cause: error });
  }
}

/** Kong says in `message` what is wrong. */
function saidIn({ body }: WrongAnswer): string | undefined {
  try {
    const said = JSON.parse(body) as Value;
    return isObject(said) && typeof said['message'] === 'string' ? said['message'] : undefined;
  } catch {
    return undefined;
  }
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
