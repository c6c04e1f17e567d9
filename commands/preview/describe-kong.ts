import type { Change } from './changes.ts';
import { describePlugin } from './describe-plugin.ts';
import { text } from './properties.ts';
import { isUnknown } from './redact.ts';
import {
  about,
  breaks,
  code,
  codes,
  difference,
  listOf,
  note,
  opens,
  type Statement,
} from './statement.ts';

type Describe = (change: Change) => Statement[];
type Inputs = Record<string, unknown>;

/** What changes in Kong, by the type of resource. */
export const KONG: Readonly<Record<string, Describe>> = {
  'kong:index/service:Service': describeService,
  'kong:index/route:Route': describeRoute,
  'kong:index/plugin:Plugin': describePlugin,
  'kong:index/consumer:Consumer': describeConsumer,
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': describeCredential,
  'kong:index/consumerKeyAuth:ConsumerKeyAuth': describeKeyCredential,
  'kong:index/consumerAcl:ConsumerAcl': describeMembership,
};

function describeService({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [upstream(before), upstream(after)];
  switch (operation) {
    case 'create':
      return [note(`New API ${name}: forwards to ${code(to)}.`)];
    case 'delete':
      return [breaks(`API ${name} is deleted.`)];
    case 'replace':
      return [breaks(`API ${name} is replaced: it is away for a moment.`)];
  }
  const isPlain = before['protocol'] === 'https' && after['protocol'] === 'http';
  const isUnverified = before['tlsVerify'] === true && after['tlsVerify'] !== true;
  const isAnonymous = before['clientCertificateId'] && !after['clientCertificateId'];
  return [
    ...(from === to ? [] : [note(`${name} forwards to ${code(to)} instead of ${code(from)}.`)]),
    ...(isPlain ? [opens(`${name} forwards over http: requests travel in plain text.`)] : []),
    ...(isUnverified
      ? [opens(`${name} no longer verifies the certificate of its upstream (tlsVerify is off).`)]
      : []),
    ...(isAnonymous
      ? [breaks(`${name} shows its upstream no client certificate any more, and may be refused.`)]
      : []),
  ];
}

function upstream({ protocol, host, port, path }: Inputs): string {
  if ([protocol, host, port, path].some(isUnknown)) return '(known after the update)';
  const [scheme, at, to, where] = [protocol ?? 'http', host, port ?? 80, path ?? ''].map(text);
  return `${scheme}://${at}:${to}${where}`;
}

function describeRoute({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const had = codes(listOf(before['paths']));
  switch (operation) {
    case 'create':
      return [note(`New route ${name}: ${codes(listOf(after['paths']))}.`)];
    case 'delete':
      return [breaks(`Route ${name} is deleted: ${had} answer 404.`)];
  }
  const paths = difference(before['paths'], after['paths']);
  return [
    ...(operation === 'replace'
      ? [breaks(`Route ${name} is replaced: ${had} answer 404 for a moment.`)]
      : []),
    ...about(paths.lost, (lost) => breaks(`Route ${name} gives up ${lost}.`)),
    ...about(paths.gained, (gained) => note(`Route ${name} also takes ${gained}.`)),
    ...NARROWED_BY.flatMap(([property, one]) => narrowing(name, one, before, after, property)),
    ...preflights(name, before['methods'], after['methods']),
    ...protocols(name, before['protocols'], after['protocols']),
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

function protocols(route: string, before: unknown, after: unknown): Statement[] {
  const { gained, lost } = difference(before, after);
  const isPlain = gained.includes('http');
  return [
    ...about(lost, (all) => breaks(`Route ${route} no longer answers over ${all}.`)),
    ...about(gained, (all) =>
      isPlain
        ? opens(`Route ${route} also answers over ${all}: tokens may travel in plain text.`)
        : note(`Route ${route} also answers over ${all}.`),
    ),
  ];
}

function describeConsumer({ operation, before, after }: Change): Statement[] {
  const name = code(before['username'] ?? after['username']);
  switch (operation) {
    case 'create':
      return [note(`New consumer ${name}.`)];
    case 'delete':
      return [breaks(`Consumer ${name} is deleted, with its credentials.`)];
    case 'replace':
      return [breaks(`Consumer ${name} is replaced: its credentials are away for a moment.`)];
    default:
      return [note(`Consumer ${name} changes; upstreams see it in X-Consumer headers.`)];
  }
}

function describeCredential({ operation, before, after }: Change): Statement[] {
  const [was, is] = [before['key'], after['key']].map((key) =>
    isUnknown(key) ? 'a new key' : code(key),
  );
  switch (operation) {
    case 'create':
      return [note(`Kong accepts tokens of ${is}.`)];
    case 'delete':
      return [breaks(`Kong no longer accepts tokens of ${was}.`)];
    case 'replace':
      return [
        breaks(
          was === is
            ? `The credential of ${is} is replaced: its tokens are refused for a moment.`
            : `Kong accepts tokens of ${is} instead of ${was}.`,
        ),
      ];
  }
  return before['rsaPublicKey'] === after['rsaPublicKey']
    ? [note(`The credential of ${is} changes.`)]
    : [breaks(`Kong verifies tokens of ${is} with another public key.`)];
}

/** Its key is the secret itself and is not shown. */
function describeKeyCredential({ operation, name }: Change): Statement[] {
  const what = `API key ${code(name)} of Kong`;
  switch (operation) {
    case 'create':
      return [note(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: whoever uses it is refused.`)];
    default:
      return [breaks(`${what} changes: whoever uses the old one is refused.`)];
  }
}

function describeMembership({ operation, before, after, ofNew }: Change): Statement[] {
  const group = code(before['group'] ?? after['group']);
  switch (operation) {
    case 'create':
      return ofNew ? [] : [opens(`A consumer joins group ${group}, with all its APIs.`)];
    case 'delete':
      return [breaks(`A consumer leaves group ${group}: its APIs answer 403.`)];
    default:
      return [breaks(`A consumer is in group ${code(after['group'])} instead of ${group}.`)];
  }
}
