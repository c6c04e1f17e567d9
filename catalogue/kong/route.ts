import { breaks, differs, filter, opens, type Judgement, type Kind } from '../kind.ts';
import { listOf } from '../values.ts';
import { CREDENTIAL_API, TAGS, reference } from './kong.ts';

const MATCH = filter(
  'requests that did not match the route do so now',
  'other requests than declared match the route',
);
const BUFFER = differs('requests or answers are passed on otherwise');
const REWRITTEN = breaks('the upstream is asked for another path');

const protocols: Judgement = (before, after) => {
  const gained = listOf(after).filter((one) => !listOf(before).includes(one));
  return gained.includes('http')
    ? opens('http is served too: tokens are sent in plain text')
    : breaks('requests by other protocols than declared match the route');
};

export const route: Kind = {
  type: 'kong:index/route:Route',
  title: 'route',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/routes/${id}`, list: 'routes', unique: { name: 'name' } },
  label: ({ name }) => `route ${String(name)}`,
  missing: breaks('its paths are not served'),
  properties: {
    name: { judgement: differs('the route is known by another name') },
    serviceId: {
      field: 'service',
      toServer: reference,
      judgement: breaks('its paths lead to another service'),
    },
    protocols: { absent: ['http', 'https'], judgement: protocols },
    paths: { judgement: MATCH },
    methods: { judgement: MATCH },
    hosts: { judgement: MATCH },
    snis: { judgement: MATCH },
    sources: { judgement: MATCH },
    destinations: { judgement: MATCH },
    headers: { judgement: MATCH, toServer: headersToKong },
    stripPath: { field: 'strip_path', absent: true, judgement: REWRITTEN },
    preserveHost: {
      field: 'preserve_host',
      absent: false,
      judgement: differs('the upstream sees another Host'),
    },
    regexPriority: {
      field: 'regex_priority',
      absent: 0,
      judgement: differs('another route may match first'),
    },
    httpsRedirectStatusCode: {
      field: 'https_redirect_status_code',
      absent: 426,
      judgement: differs('http is answered otherwise'),
    },
    pathHandling: { field: 'path_handling', absent: 'v0', judgement: REWRITTEN },
    requestBuffering: { field: 'request_buffering', absent: true, judgement: BUFFER },
    responseBuffering: { field: 'response_buffering', absent: true, judgement: BUFFER },
    tags: TAGS,
  },
  leftAlone: [
    'destinations',
    'headers',
    'httpsRedirectStatusCode',
    'pathHandling',
    'regexPriority',
    'requestBuffering',
    'responseBuffering',
    'snis',
    'sources',
    'tags',
  ],
};

/** The provider has a list of names and values, Kong an object. */
function headersToKong(declared: unknown): unknown {
  const headers = (declared ?? []) as { name: string; values?: string[] }[];
  if (headers.length === 0) return null;
  return Object.fromEntries(headers.map(({ name, values = [] }) => [name, values]));
}
