import type { Resource } from '../declared.ts';
import type { Effect, Link } from '../finding.ts';
import type { LiveKong } from './live.ts';

/** A field of an entity, and what the stack declares of it. */
export interface Field {
  /** The field in Kong. */
  name: string;
  /** The provider's property. One that no provider has is never seen by `pulumi refresh`. */
  property: string;
  /** What Kong has where the stack says nothing. */
  absent?: unknown;
  /** How the declared property is written in Kong, where it differs. */
  toKong?: (value: unknown) => unknown;
  effect?: Effect;
  meaning: string;
  secret?: boolean;
}

/** A kind of entity that a stack declares in Kong. */
export interface Kind {
  type: string;
  list: keyof Omit<LiveKong, 'others'>;
  link: Link;
  title: (resource: Resource, names: ReadonlyMap<string, string>) => string;
  /** Where the entity is changed by the Admin API. */
  path: (id: string, resource: Resource) => string;
  missing: { effect: Effect; meaning: string };
  fields: readonly Field[];
}

const reference = (id: unknown) => (id === undefined ? null : { id });

const TAGS: Field = { name: 'tags', property: 'tags', meaning: 'tag scopes of other tools change' };

function plain(name: string, property: string, absent: unknown, meaning: string): Field {
  return { name, property, absent, meaning };
}

function breaking(name: string, property: string, absent: unknown, meaning: string): Field {
  return { ...plain(name, property, absent, meaning), effect: 'breaks' };
}

function opening(name: string, property: string, absent: unknown, meaning: string): Field {
  return { ...plain(name, property, absent, meaning), effect: 'opens' };
}

const ELSEWHERE = 'accepted requests go to another place';
const TLS = "the upstream's certificate is judged by other rules";
const MATCH = 'other requests than declared match the route';
const TIMEOUT = 'waits on the upstream end at another time';

const service: Kind = {
  type: 'kong:index/service:Service',
  list: 'services',
  link: 'credential-api',
  title: ({ inputs }) => `service ${String(inputs['name'])}`,
  path: (id) => `/services/${id}`,
  missing: { effect: 'breaks', meaning: 'the API is not there' },
  fields: [
    breaking('enabled', 'enabled', true, "the service's routes are not served"),
    plain('name', 'name', null, 'the service is known by another name'),
    breaking('protocol', 'protocol', 'http', ELSEWHERE),
    breaking('host', 'host', null, ELSEWHERE),
    breaking('port', 'port', 80, ELSEWHERE),
    breaking('path', 'path', null, ELSEWHERE),
    plain('retries', 'retries', 5, 'failed upstream requests are repeated more or less often'),
    plain('connect_timeout', 'connectTimeout', 60_000, TIMEOUT),
    plain('read_timeout', 'readTimeout', 60_000, TIMEOUT),
    plain('write_timeout', 'writeTimeout', 60_000, TIMEOUT),
    opening('tls_verify', 'tlsVerify', null, TLS),
    opening('tls_verify_depth', 'tlsVerifyDepth', null, TLS),
    opening('ca_certificates', 'caCertificateIds', null, TLS),
    {
      ...plain('client_certificate', 'clientCertificateId', null, 'Kong shows another certificate'),
      toKong: reference,
    },
    TAGS,
  ],
};

const route: Kind = {
  type: 'kong:index/route:Route',
  list: 'routes',
  link: 'credential-api',
  title: ({ inputs }) => `route ${String(inputs['name'])}`,
  path: (id) => `/routes/${id}`,
  missing: { effect: 'breaks', meaning: 'its paths are not served' },
  fields: [
    plain('name', 'name', null, 'the route is known by another name'),
    {
      ...breaking('service', 'serviceId', null, 'its paths lead to another service'),
      toKong: reference,
    },
    breaking('protocols', 'protocols', ['http', 'https'], MATCH),
    breaking('paths', 'paths', null, MATCH),
    breaking('methods', 'methods', null, MATCH),
    breaking('hosts', 'hosts', null, MATCH),
    breaking('snis', 'snis', null, MATCH),
    breaking('sources', 'sources', null, MATCH),
    breaking('destinations', 'destinations', null, MATCH),
    { ...breaking('headers', 'headers', null, MATCH), toKong: headersToKong },
    breaking('strip_path', 'stripPath', true, 'the upstream is asked for another path'),
    plain('preserve_host', 'preserveHost', false, 'the upstream sees another Host'),
    plain('regex_priority', 'regexPriority', 0, 'another route may match first'),
    plain(
      'https_redirect_status_code',
      'httpsRedirectStatusCode',
      426,
      'http is answered otherwise',
    ),
    breaking('path_handling', 'pathHandling', 'v0', 'the upstream is asked for another path'),
    plain('request_buffering', 'requestBuffering', true, 'requests are passed on otherwise'),
    plain('response_buffering', 'responseBuffering', true, 'responses are passed on otherwise'),
    TAGS,
  ],
};

const plugin: Kind = {
  type: 'kong:index/plugin:Plugin',
  list: 'plugins',
  link: 'credential-api',
  title: ({ inputs }, names) => {
    const owner = ['service', 'route', 'consumer'].find((kind) => inputs[`${kind}Id`]);
    const name = String(inputs['name']);
    if (!owner) return `plugin ${name}`;
    return `plugin ${name} of ${names.get(String(inputs[`${owner}Id`])) ?? owner}`;
  },
  path: (id) => `/plugins/${id}`,
  missing: { effect: 'opens', meaning: 'nothing asks for what the plugin asked for' },
  fields: [
    opening('enabled', 'enabled', true, 'the plugin is switched off'),
    {
      ...opening('protocols', 'protocols', ['grpc', 'grpcs', 'http', 'https'], ''),
      meaning: 'requests by the other protocols pass it by',
    },
    { ...opening('service', 'serviceId', null, 'it guards something else'), toKong: reference },
    { ...opening('route', 'routeId', null, 'it guards something else'), toKong: reference },
    { ...opening('consumer', 'consumerId', null, 'it is for other callers'), toKong: reference },
    plain('instance_name', 'instanceName', null, 'logs name the plugin otherwise'),
    TAGS,
  ],
};

const consumer: Kind = {
  type: 'kong:index/consumer:Consumer',
  list: 'consumers',
  link: 'credential-api',
  title: ({ inputs }) => `consumer ${String(inputs['username'])}`,
  path: (id) => `/consumers/${id}`,
  missing: { effect: 'breaks', meaning: 'its tokens are refused with 401' },
  fields: [
    breaking('username', 'username', null, 'upstreams see another X-Consumer-Username'),
    breaking('custom_id', 'customId', null, 'upstreams see another X-Consumer-Custom-ID'),
    TAGS,
  ],
};

const ofConsumer = (list: string) => (id: string, resource: Resource) =>
  `/consumers/${String(resource.inputs['consumerId'])}/${list}/${id}`;

const CLAIM = 'it is found by another claim value: its tokens get 401, and others may not';

const credential: Kind = {
  type: 'kong:index/consumerJwtAuth:ConsumerJwtAuth',
  list: 'jwts',
  link: 'key-credential',
  title: ({ inputs }, names) =>
    `jwt credential of ${names.get(String(inputs['consumerId'])) ?? 'a consumer'}`,
  path: ofConsumer('jwt'),
  missing: { effect: 'breaks', meaning: 'tokens signed with its key are refused with 401' },
  fields: [
    opening('key', 'key', null, CLAIM),
    opening('algorithm', 'algorithm', null, 'tokens are verified by another algorithm'),
    opening(
      'rsa_public_key',
      'rsaPublicKey',
      null,
      'whoever holds the other private key is let in',
    ),
    {
      ...plain('secret', 'secret', null, 'somebody may know it, and it counts once HS256 is set'),
      secret: true,
    },
    { ...breaking('consumer', 'consumerId', null, 'tokens stand for another'), toKong: reference },
    TAGS,
  ],
};

const membership: Kind = {
  type: 'kong:index/consumerAcl:ConsumerAcl',
  list: 'acls',
  link: 'credential-api',
  title: ({ inputs }, names) =>
    `group ${String(inputs['group'])} of ${names.get(String(inputs['consumerId'])) ?? 'a consumer'}`,
  path: ofConsumer('acls'),
  missing: { effect: 'breaks', meaning: 'its tokens are refused with 403' },
  fields: [
    breaking('group', 'group', null, 'other APIs than declared admit the consumer'),
    { ...breaking('consumer', 'consumerId', null, 'it admits another'), toKong: reference },
    TAGS,
  ],
};

/** Everything that a stack declares in Kong, and what follows where Kong has it otherwise. */
export const KINDS: readonly Kind[] = [service, route, plugin, consumer, credential, membership];

/** The provider has a list of names and values, Kong an object. */
function headersToKong(value: unknown): unknown {
  const headers = (value ?? []) as { name: string; values?: string[] }[];
  if (headers.length === 0) return null;
  return Object.fromEntries(headers.map(({ name, values = [] }) => [name, values]));
}
