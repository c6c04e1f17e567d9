import { FusionAuthApi } from '../../../servers/fusionauth-api.ts';
import { WrongAnswer, type Method, type ServerOptions } from '../../../servers/server-api.ts';
import { isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/** FusionAuth's API as the resources use it. */
export class FusionAuthConnection {
  readonly #api: FusionAuthApi;

  constructor(options: ServerOptions) {
    this.#api = new FusionAuthApi(options);
  }

  /**
   * The answer at `path`; undefined if there is no such object.
   *
   * @param member what such an answer always has.
   */
  get(path: string, member: string, tenantId?: string): Promise<Values | undefined> {
    const sent = tenantHeader(tenantId);
    return explained('GET', path, () => this.#api.get(path, member, sent));
  }

  post(path: string, body: Value, tenantId?: string): Promise<Values> {
    return this.#change('POST', path, body, tenantId);
  }

  put(path: string, body: Value, tenantId?: string): Promise<Values> {
    return this.#change('PUT', path, body, tenantId);
  }

  async delete(path: string, tenantId?: string): Promise<void> {
    const sent = tenantHeader(tenantId);
    await explained('DELETE', path, () => this.#api.send('DELETE', path, sent));
  }

  async #change(method: Method, path: string, body: Value, tenantId?: string): Promise<Values> {
    const sent = { body, ...tenantHeader(tenantId) };
    return (await explained(method, path, () => this.#api.send(method, path, sent))) ?? {};
  }
}

function tenantHeader(tenantId: string | undefined): { headers?: Record<string, string> } {
  return tenantId ? { headers: { 'x-fusionauth-tenantid': tenantId } } : {};
}

/** A refusal with what FusionAuth says is wrong, and what to do about its key. */
async function explained(
  method: Method,
  path: string,
  work: () => Promise<unknown>,
): Promise<Values | undefined> {
  try {
    return (await work()) as Values | undefined;
  } catch (error) {
    if (!(error instanceof WrongAnswer)) throw error;
    const head = `${method} ${path}: HTTP status ${error.status}`;
    if (error.status === 401) {
      throw new Error(
        `${head}, FusionAuth does not accept the API key. Set one that ` +
          'may do this with `pulumi config set --secret fusionauth:apiKey KEY` or in FA_API_KEY.',
        { cause: error },
      );
    }
    const problems = problemsIn(error.body);
    throw problems ? new Error(`${head}: ${problems}`, { cause: error }) : error;
  }
}

/** What FusionAuth says is wrong, each with its code; undefined if the body is not its error document. */
function problemsIn(body: string): string | undefined {
  let document: Value;
  try {
    document = JSON.parse(body) as Value;
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const fields = isObject(document['fieldErrors']) ? Object.values(document['fieldErrors']) : [];
  const found = [...fields, document['generalErrors'] ?? []].flat().filter((one) => isObject(one));
  const lines = found.map((one) => `${text(one['code'])} ${text(one['message'])}`);
  return lines.length > 0 ? lines.join('; ') : undefined;
}
