import { request, type Answer } from './http.ts';
import type { StackOutputs } from './outputs.ts';

export type Api = StackOutputs['access']['apis'][number];

/** What a request has besides a token. */
interface Extra {
  headers?: Record<string, string>;
  /** Such as `?jwt=…`. */
  search?: string;
}

/**
 * Calls an API by a request that one of its routes matches. An upstream may answer what it likes: 200 stands for being
 * let through to it.
 */
export async function callApi(api: Api, token?: string, extra: Extra = {}): Promise<Answer> {
  const carried = token === undefined ? {} : carrying(api, token);
  const answer = await request(`${api.url}${extra.search ?? carried.search ?? ''}`, {
    method: api.method,
    headers: {
      ...extra.headers,
      ...api.headers,
      ...(api.host && { host: api.host }),
      ...carried.headers,
    },
  });
  // The rate limit is asked after the token and the group.
  if (!answer.proxied && answer.status !== 429) return answer;
  const limited = answer.status === 429 && !answer.proxied ? ', for the rate limit is used up' : '';
  return { ...answer, status: 200, said: `the answer was ${answer.status}${limited}` };
}

/** Puts a token where an API looks for it; into the Authorization header unless the API says otherwise. */
function carrying({ tokenIn }: Api, token: string): Extra {
  const { headers = ['authorization'], cookies = [], query = [] } = tokenIn ?? {};
  const [header] = headers.includes('authorization') ? ['authorization'] : headers;
  if (header) return { headers: { [header]: `Bearer ${token}` } };
  const [cookie] = cookies;
  if (cookie) return { headers: { cookie: `${cookie}=${token}` } };
  return { search: `?${new URLSearchParams({ [query[0] ?? 'jwt']: token }).toString()}` };
}

/** Asks as a browser does before it calls an API from a page of another origin. */
export function preflight({ url, method, host, origin = '' }: Api): Promise<Answer> {
  const headers = { origin, 'access-control-request-method': method, ...(host && { host }) };
  return request(url, { method: 'OPTIONS', headers });
}
