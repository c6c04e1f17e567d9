import { blocks, boolean, integer, string, strings } from '../../framework/properties.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Value } from '../../framework/values.ts';
import { TAGS, entityResource } from '../entity.ts';

const ADDRESSES = { ip: string(), port: integer() };
const SET = { set: true, absent: [] };

/** A route: which requests go to a service. */
export const route = entityResource({
  token: 'kong:index/route:Route',
  kind: 'route',
  path: '/routes',
  properties: {
    destinations: blocks(ADDRESSES, { ...SET, tf: 'destination' }),
    headers: blocks(
      { name: string({ required: true }), values: strings({ required: true }) },
      { ...SET, tf: 'header' },
    ),
    hosts: strings(),
    httpsRedirectStatusCode: integer({ default: 426 }),
    methods: strings(),
    name: string({ autoname: true }),
    pathHandling: string({ default: 'v0' }),
    paths: strings(),
    preserveHost: boolean(),
    protocols: strings({ required: true }),
    regexPriority: integer(),
    requestBuffering: boolean({ default: true }),
    responseBuffering: boolean({ default: true }),
    serviceId: string({ required: true }),
    snis: strings(),
    sources: blocks(ADDRESSES, { ...SET, tf: 'source' }),
    stripPath: boolean({ default: true }),
    tags: strings(),
  },
  fields: {
    destinations: { json: 'destinations', toKong: addresses, emptied: true },
    // The official provider never reads headers: a change by hand is not seen.
    headers: { json: 'headers', toKong: headersByName, writeOnly: true },
    hosts: { json: 'hosts' },
    httpsRedirectStatusCode: { json: 'https_redirect_status_code' },
    methods: { json: 'methods' },
    name: { json: 'name' },
    pathHandling: { json: 'path_handling' },
    paths: { json: 'paths' },
    preserveHost: { json: 'preserve_host', send: 'given', removedAs: false },
    protocols: { json: 'protocols' },
    // Zero is left out, so a priority once given cannot be taken back.
    regexPriority: { json: 'regex_priority' },
    requestBuffering: { json: 'request_buffering', send: 'given' },
    responseBuffering: { json: 'response_buffering', send: 'given' },
    serviceId: { json: 'service.id' },
    snis: { json: 'snis' },
    sources: { json: 'sources', toKong: addresses, emptied: true },
    stripPath: { json: 'strip_path', send: 'given' },
    tags: TAGS,
  },
});

function headersByName(headers: Value): Value {
  const byName = Array.isArray(headers) ? headers.filter((header) => isObject(header)) : [];
  return Object.fromEntries(byName.map((header) => [text(header['name']), header['values'] ?? []]));
}

function addresses(list: Value): Value {
  const given = Array.isArray(list) ? list.filter((address) => isObject(address)) : [];
  return given.map(({ ip, port }) => ({
    ...(typeof ip === 'string' && ip !== '' ? { ip } : {}),
    ...(typeof port === 'number' && port !== 0 ? { port } : {}),
  }));
}
