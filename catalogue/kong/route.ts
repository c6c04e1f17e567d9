import type { Change } from '../change.ts';
import {
  breaks,
  differs,
  filter,
  opens,
  type Inputs,
  type Judgement,
  type Kind,
  type Statement,
} from '../kind.ts';
import { isUnknown } from '../redact.ts';
import { about, code, codes, difference } from '../statement.ts';
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
  search: { by: ['name'], proof: ['serviceId'] },
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
    snis: { judgement: MATCH, watched: true },
    sources: { judgement: MATCH, watched: true },
    destinations: { judgement: MATCH, watched: true },
    headers: { judgement: MATCH, watched: true, toServer: headersToKong },
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
  describe: describeRoute,
};

/** The provider has a list of names and values, Kong an object. */
function headersToKong(declared: unknown): unknown {
  const headers = (declared ?? []) as { name: string; values?: string[] }[];
  if (headers.length === 0) return null;
  return Object.fromEntries(headers.map(({ name, values = [] }) => [name, values]));
}

function describeRoute({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const had = codes(listOf(before['paths']));
  switch (operation) {
    case 'create':
      return [differs(`New route ${name}: ${codes(listOf(after['paths']))}.`)];
    case 'delete':
      return [breaks(`Route ${name} is deleted: ${had} answer 404.`)];
  }
  const paths = difference(before['paths'], after['paths']);
  return [
    ...(operation === 'replace'
      ? [breaks(`Route ${name} is replaced: ${had} answer 404 for a moment.`)]
      : []),
    ...about(paths.lost, (lost) => breaks(`Route ${name} gives up ${lost}.`)),
    ...about(paths.gained, (gained) => differs(`Route ${name} also takes ${gained}.`)),
    ...NARROWED_BY.flatMap(([property, one]) => narrowing(name, one, before, after, property)),
    ...preflights(name, before['methods'], after['methods']),
    ...otherProtocols(name, before['protocols'], after['protocols']),
  ];
}

/** What a route asks of a request besides its path, and what one of these is called. Without any it takes all. */
const NARROWED_BY = [
  ['methods', 'method'],
  ['hosts', 'host'],
  ['headers', 'header'],
  ['snis', 'server name'],
  ['sources', 'source address'],
  ['destinations', 'destination address'],
] as const;

function narrowing(
  route: string,
  one: string,
  before: Inputs,
  after: Inputs,
  property: string,
): Statement[] {
  if (isUnknown(before[property]) || isUnknown(after[property])) return [];
  const [had, has] = [before, after].map((inputs) => items(inputs[property]));
  const { gained, lost } = difference(had, has);
  if (has!.length === 0)
    return [...about(lost, (all) => opens(`Route ${route} takes any ${one}, not only ${all}.`))];
  if (had!.length === 0)
    return [...about(gained, (all) => breaks(`Route ${route} takes no other ${one} than ${all}.`))];
  return [
    ...about(lost, (all) => breaks(`Route ${route} no longer takes ${one} ${all}.`)),
    ...about(gained, (all) => opens(`Route ${route} also takes ${one} ${all}.`)),
  ];
}

/** Browsers ask by OPTIONS before they call an API of another origin. Without a list a route takes every method. */
function preflights(route: string, before: unknown, after: unknown): Statement[] {
  if (isUnknown(before) || isUnknown(after)) return [];
  const takes = (methods: string[]) => methods.length === 0 || methods.includes('OPTIONS');
  if (!takes(listOf(before)) || takes(listOf(after))) return [];
  return [breaks(`Route ${route} answers browsers' preflights with 404: it takes no OPTIONS.`)];
}

/** A header is told with its values, an address with its port. */
function items(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown) =>
    typeof item === 'object' && item
      ? Object.values(item)
          .flat()
          .filter((part) => part !== undefined && part !== null)
          .join(' ')
      : String(item),
  );
}

function otherProtocols(route: string, before: unknown, after: unknown): Statement[] {
  const { gained, lost } = difference(before, after);
  const isPlain = gained.includes('http');
  return [
    ...about(lost, (all) => breaks(`Route ${route} no longer answers over ${all}.`)),
    ...about(gained, (all) =>
      isPlain
        ? opens(`Route ${route} also answers over ${all}: tokens may travel in plain text.`)
        : differs(`Route ${route} also answers over ${all}.`),
    ),
  ];
}
