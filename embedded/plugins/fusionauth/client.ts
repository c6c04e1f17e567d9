import { HttpError } from '../framework/http.ts';
import type { HttpClient } from '../framework/http.ts';
import { isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';

/** FusionAuth's API as the resources use it. */
export class FusionAuthClient {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** The object at `path`; undefined if there is none. */
  async get(path: string, tenantId?: string): Promise<Values | undefined> {
    const answer = await this.#send('GET', path, undefined, tenantId, [404]);
    return answer.status === 404 || !isObject(answer.body) ? undefined : answer.body;
  }

  async post(path: string, body: Value, tenantId?: string): Promise<Values> {
    const answer = await this.#send('POST', path, body, tenantId);
    return isObject(answer.body) ? answer.body : {};
  }

  async put(path: string, body: Value, tenantId?: string): Promise<Values> {
    const answer = await this.#send('PUT', path, body, tenantId);
    return isObject(answer.body) ? answer.body : {};
  }

  async delete(path: string, tenantId?: string): Promise<void> {
    await this.#send('DELETE', path, undefined, tenantId, [404]);
  }

  async #send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: Value | undefined,
    tenantId: string | undefined,
    accepted: number[] = [],
  ) {
    try {
      return await this.#http.send(method, path, {
        accepted,
        ...(body === undefined ? {} : { body }),
        ...(tenantId ? { headers: { 'x-fusionauth-tenantid': tenantId } } : {}),
      });
    } catch (error) {
      if (error instanceof HttpError && error.status === 401) {
        throw new Error(
          `${method} ${path}: HTTP status 401, FusionAuth does not accept the API key. Set one that ` +
            'may do this with `pulumi config set --secret fusionauth:apiKey KEY` or in FA_API_KEY.',
          { cause: error },
        );
      }
      if (error instanceof HttpError) {
        const problems = problemsIn(error.body);
        if (problems)
          throw new Error(`${method} ${path}: HTTP status ${error.status}: ${problems}`, {
            cause: error,
          });
      }
      throw error;
    }
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
