import type { StackOutputs } from './outputs.ts';

type Api = StackOutputs['access']['apis'][number];

/** Puts a token where an API looks for it; into the Authorization header unless the API says otherwise. */
export function carrying(
  { tokenIn, host }: Pick<Api, 'tokenIn' | 'host'>,
  token: string,
): { headers: Record<string, string>; search: string } {
  const own: Record<string, string> = host ? { host } : {};
  const { headers = ['authorization'], cookies = [], query = [] } = tokenIn ?? {};
  const [header] = headers.includes('authorization') ? ['authorization'] : headers;
  if (header) return { headers: { ...own, [header]: `Bearer ${token}` }, search: '' };
  const [cookie] = cookies;
  if (cookie) return { headers: { ...own, cookie: `${cookie}=${token}` }, search: '' };
  const search = new URLSearchParams({ [query[0] ?? 'jwt']: token });
  return { headers: own, search: `?${search.toString()}` };
}
