import { USERS_SEARCHED } from '../../commands/adopt/live-fusionauth.ts';
import { API_KEY } from '../support/stack.ts';
import { getJson } from '../support/servers.ts';
import type { Servers } from './by-hand.ts';

const KONG = ['services', 'routes', 'plugins', 'consumers', 'jwts', 'acls', 'upstreams'];
// FusionAuth lists no API keys.
const FUSIONAUTH = ['tenant', 'application', 'key'];

/** Everything that both servers hold, to the last field, times of change included. */
export async function dump({ kongAdmin, fusionAuth }: Servers): Promise<unknown> {
  const asKey = { authorization: API_KEY };
  return Promise.all([
    ...KONG.map((list) => getJson(`${kongAdmin}/${list}?size=1000`)),
    ...FUSIONAUTH.map((kind) => getJson(`${fusionAuth}/api/${kind}`, asKey)),
    getJson(`${fusionAuth}/api/user/search?queryString=*&numberOfResults=${USERS_SEARCHED}`, asKey),
  ]);
}
