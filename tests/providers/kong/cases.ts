import { readFileSync } from 'node:fs';
import type { Bag } from '../support/provider-client.ts';
import type { LifeCycle } from '../support/life-cycle.ts';

/** Objects that the resources under test belong to, by fixed ids. */
export const PARENTS: Record<string, Bag> = {
  '/services/00000000-0000-4000-8000-000000000001': { name: 'parent', host: 'parent.test' },
  '/services/00000000-0000-4000-8000-000000000002': { name: 'other', host: 'other.test' },
  '/routes/00000000-0000-4000-8000-000000000003': { name: 'parent', paths: ['/parent'] },
  '/consumers/00000000-0000-4000-8000-000000000004': { username: 'parent' },
  '/upstreams/00000000-0000-4000-8000-000000000005': { name: 'parent.test' },
  '/consumers/00000000-0000-4000-8000-000000000006': { username: 'second' },
};

const SERVICE = '00000000-0000-4000-8000-000000000001';
const OTHER_SERVICE = '00000000-0000-4000-8000-000000000002';
const ROUTE = '00000000-0000-4000-8000-000000000003';
const CONSUMER = '00000000-0000-4000-8000-000000000004';
const UPSTREAM = '00000000-0000-4000-8000-000000000005';
const OTHER_CONSUMER = '00000000-0000-4000-8000-000000000006';

/** A pair that is used for nothing else: for a.test, valid until 2046. */
const CERTIFICATE = JSON.parse(
  readFileSync(new URL('certificate.json', import.meta.url), 'utf8'),
) as { cert: string; key: string };

/** A resource with all its properties, and for each the values to try. `undefined` leaves it out. */
interface Table {
  type: string;
  least: Bag;
  full: Bag;
  values: Record<string, unknown[]>;
  /** Changes made by hand on the server, after which the program says the same again. */
  byHand: Bag[];
}

const token = (name: string): string =>
  `kong:index/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const TAGS = [undefined, [], ['one'], ['two', 'one'], ['one', 'two', 'three']];

const TABLES: Table[] = [
  {
    type: token('certificate'),
    least: { certificate: CERTIFICATE.cert, privateKey: CERTIFICATE.key },
    full: {
      certificate: CERTIFICATE.cert,
      privateKey: CERTIFICATE.key,
      snis: ['a.test', 'b.test'],
      tags: ['one', 'two'],
    },
    values: {
      certificate: ['no certificate', undefined],
      privateKey: ['no key', undefined],
      snis: [undefined, [], ['c.test'], ['b.test', 'a.test'], ['a.test', 'b.test', 'c.test']],
      tags: TAGS,
    },
    byHand: [{ snis: ['b.test'] }, { tags: ['by hand'] }],
  },
  {
    type: token('service'),
    least: { name: 'api', protocol: 'http', host: 'api.test' },
    full: {
      name: 'api',
      protocol: 'https',
      host: 'api.test',
      port: 8443,
      path: '/base',
      retries: 2,
      connectTimeout: 1000,
      readTimeout: 2000,
      writeTimeout: 3000,
      tlsVerify: true,
      tlsVerifyDepth: 2,
      tags: ['one', 'two'],
    },
    values: {
      name: ['renamed', undefined],
      protocol: ['http', 'grpc', 'nonsense', undefined],
      host: ['other.test', undefined, ''],
      port: [1, 0, '8080', 99999, undefined],
      path: ['/other', undefined, '', 'no-slash'],
      retries: [0, 7, undefined],
      connectTimeout: [5, 0, undefined],
      readTimeout: [5, undefined],
      writeTimeout: [5, undefined],
      tlsVerify: [false, undefined],
      tlsVerifyDepth: [0, 5, undefined],
      caCertificateIds: [[], [SERVICE]],
      clientCertificateId: [SERVICE],
      tags: TAGS,
    },
    byHand: [
      { host: 'by-hand.test' },
      { retries: 9 },
      { path: '/by-hand' },
      { path: null },
      { tags: ['by-hand'] },
      { tags: null },
      { port: 81, read_timeout: 1 },
      { tls_verify: null },
      { enabled: false },
      { tags: ['a', 'b', 'c'] },
      { tags: ['a'] },
    ],
  },
  {
    type: token('route'),
    least: { name: 'r', protocols: ['http'], serviceId: SERVICE, paths: ['/r'] },
    full: {
      name: 'r',
      protocols: ['http', 'https'],
      serviceId: SERVICE,
      paths: ['/a', '/b'],
      methods: ['GET', 'POST'],
      hosts: ['a.test', 'b.test'],
      headers: [
        { name: 'x-one', values: ['1', '2'] },
        { name: 'x-two', values: ['3'] },
      ],
      regexPriority: 5,
      stripPath: false,
      preserveHost: true,
      pathHandling: 'v1',
      httpsRedirectStatusCode: 301,
      requestBuffering: false,
      responseBuffering: false,
      tags: ['one', 'two'],
    },
    values: {
      name: ['renamed', undefined],
      protocols: [['https', 'http'], ['https'], ['http', 'https', 'grpc'], [], undefined],
      serviceId: [OTHER_SERVICE, CONSUMER],
      paths: [undefined, [], ['/b', '/a'], ['/c'], ['/a', '/x', '/b'], ['~/re(?<x>.+)$'], ['bad']],
      methods: [undefined, ['POST'], ['get'], ['PUT', 'GET', 'POST']],
      hosts: [undefined, ['*.test'], ['b.test', 'a.test']],
      headers: [
        undefined,
        [],
        [{ name: 'x-one', values: ['9'] }],
        [{ name: 'x-three', values: ['1'] }],
        [{ name: 'x-one' }],
      ],
      regexPriority: [undefined, 0, 9],
      stripPath: [undefined, true],
      preserveHost: [undefined, false],
      pathHandling: [undefined, 'v0', 'v2'],
      httpsRedirectStatusCode: [undefined, 302, 418],
      requestBuffering: [undefined, true],
      responseBuffering: [undefined, true],
      snis: [['a.test'], []],
      tags: TAGS,
    },
    byHand: [
      { paths: ['/by-hand'] },
      { hosts: null },
      { hosts: ['x.test', 'a.test', 'y.test'] },
      { methods: ['DELETE'] },
      { headers: { 'x-hand': ['1'] } },
      { headers: null },
      { strip_path: true },
      { regex_priority: 0 },
      { protocols: ['https'] },
      { service: { id: OTHER_SERVICE } },
      { preserve_host: false, tags: ['by-hand'] },
    ],
  },
  {
    type: token('consumer'),
    least: { username: 'u', customId: 'c' },
    full: { username: 'u', customId: 'c', tags: ['one'] },
    values: {
      username: ['v', undefined, '', 'parent'],
      customId: ['d', undefined, ''],
      tags: TAGS,
    },
    byHand: [{ username: 'by-hand' }, { custom_id: null }, { tags: ['by-hand'] }],
  },
  {
    type: token('consumerJwtAuth'),
    least: { consumerId: CONSUMER, rsaPublicKey: 'k', algorithm: 'HS256', key: 'iss', secret: 's' },
    full: {
      consumerId: CONSUMER,
      rsaPublicKey: 'k',
      algorithm: 'HS256',
      key: 'iss',
      secret: 's',
      tags: ['one'],
    },
    values: {
      consumerId: [OTHER_CONSUMER, SERVICE],
      rsaPublicKey: ['other', undefined, ''],
      algorithm: ['HS512', undefined, 'RS256', 'none'],
      key: ['kid', undefined, ''],
      secret: ['t', undefined],
      tags: TAGS,
    },
    byHand: [{ key: 'by-hand' }, { secret: 'by-hand' }, { algorithm: 'HS384' }],
  },
  {
    type: token('consumerAcl'),
    least: { consumerId: CONSUMER, group: 'g' },
    full: { consumerId: CONSUMER, group: 'g', tags: ['one'] },
    values: { group: ['h', undefined, ''], tags: TAGS, consumerId: [OTHER_CONSUMER] },
    byHand: [{ group: 'by-hand' }],
  },
  {
    type: token('consumerKeyAuth'),
    least: { consumerId: CONSUMER },
    full: { consumerId: CONSUMER, key: 'secret-key', tags: ['one'] },
    values: { key: ['other', undefined, ''], tags: TAGS, consumerId: [OTHER_CONSUMER] },
    byHand: [{ key: 'by-hand' }],
  },
  {
    type: token('plugin'),
    least: { name: 'jwt', serviceId: SERVICE },
    full: {
      name: 'jwt',
      serviceId: SERVICE,
      configJson: '{"claims_to_verify":["exp"],"uri_param_names":[]}',
      enabled: false,
      tags: ['one'],
    },
    values: {
      name: ['key-auth', undefined, 'nonsense'],
      serviceId: [undefined, OTHER_SERVICE, CONSUMER],
      routeId: [ROUTE],
      consumerId: [CONSUMER],
      configJson: [
        undefined,
        '{}',
        '{ "uri_param_names": [], "claims_to_verify": ["exp"] }',
        '{"claims_to_verify":["nbf","exp"]}',
        '{"key_claim_name":"kid"}',
        '{"nonsense":1}',
        '{"claims_to_verify":"exp"}',
      ],
      enabled: [undefined, true],
      strictMatch: [true, false],
      tags: TAGS,
    },
    byHand: [
      { config: { key_claim_name: 'sub' } },
      { config: { claims_to_verify: null } },
      { enabled: true },
      { tags: ['by-hand'] },
      { service: null },
      { protocols: ['https'] },
    ],
  },
  {
    type: token('upstream'),
    least: { name: 'up' },
    full: {
      name: 'up',
      slots: 100,
      hashOn: 'header',
      hashOnHeader: 'x-user',
      hashFallback: 'cookie',
      hashOnCookie: 'c',
      hashOnCookiePath: '/p',
      hostHeader: 'h.test',
      tags: ['one'],
      healthchecks: {
        active: {
          httpPath: '/health',
          timeout: 3,
          healthy: { interval: 5, successes: 2 },
          unhealthy: { interval: 6, httpFailures: 3, httpStatuses: [500, 503] },
        },
        passive: { healthy: { successes: 4 }, unhealthy: { tcpFailures: 2 } },
      },
    },
    values: {
      name: ['renamed', undefined],
      slots: [undefined, 50, 0],
      hashOn: [undefined, 'ip', 'nonsense'],
      hashOnHeader: [undefined, 'x-other'],
      hashFallback: [undefined, 'ip'],
      hashOnCookie: [undefined, 'd'],
      hashOnCookiePath: [undefined, '/q'],
      hostHeader: [undefined, 'i.test'],
      healthchecks: [
        undefined,
        {},
        { active: { timeout: 9 } },
        { active: { healthy: { interval: 1 } } },
        { active: { healthy: { successes: 3, httpStatuses: [] } } },
        { active: { unhealthy: { timeouts: 2 } } },
        { passive: { unhealthy: { httpStatuses: [500] } } },
      ],
      tags: TAGS,
    },
    byHand: [
      { slots: 77 },
      { healthchecks: { active: { timeout: 8 } } },
      { host_header: null },
      { tags: null },
    ],
  },
  {
    type: token('target'),
    least: { upstreamId: UPSTREAM, target: '10.0.0.1:80', weight: 10 },
    full: { upstreamId: UPSTREAM, target: '10.0.0.1:80', weight: 10, tags: ['one'] },
    values: {
      target: ['10.0.0.2:80', 'host.test', undefined],
      weight: [20, 0, 99999, undefined],
      tags: TAGS,
      upstreamId: [SERVICE],
    },
    byHand: [],
  },
];

/** Fields that only together mean something, and inputs of the wrong kind. */
const EXTRA: LifeCycle[] = [
  {
    name: 'route over tcp with sources and destinations',
    type: token('route'),
    inputs: {
      name: 'tcp',
      protocols: ['tls'],
      serviceId: SERVICE,
      snis: ['a.test', 'b.test'],
      sources: [{ ip: '10.1.0.0/16', port: 80 }, { port: 81 }, { ip: '1.2.3.4' }],
      destinations: [{ port: 9000 }],
    },
    edits: [
      {
        inputs: {
          name: 'tcp',
          protocols: ['tls'],
          serviceId: SERVICE,
          snis: ['b.test'],
          sources: [{ port: 81 }, { ip: '1.2.3.4', port: 5 }],
        },
      },
    ],
  },
  {
    name: 'plugin with strict match and its whole configuration',
    type: token('plugin'),
    inputs: {
      name: 'jwt',
      serviceId: SERVICE,
      strictMatch: true,
      configJson: JSON.stringify({
        anonymous: null,
        claims_to_verify: ['exp'],
        cookie_names: [],
        header_names: ['authorization'],
        key_claim_name: 'iss',
        maximum_expiration: 0,
        realm: null,
        run_on_preflight: true,
        secret_is_base64: false,
        uri_param_names: [],
      }),
    },
    edits: [
      {
        byHand: { config: { key_claim_name: 'sub' } },
        inputs: { name: 'jwt', serviceId: SERVICE, strictMatch: true, configJson: '{"realm":"r"}' },
      },
    ],
  },
  {
    name: 'plugin with an unknown service',
    type: token('plugin'),
    inputs: { name: 'acl', serviceId: CONSUMER, configJson: '{"allow":["a"]}' },
  },
  {
    name: 'acl plugin',
    type: token('plugin'),
    inputs: {
      name: 'acl',
      routeId: ROUTE,
      configJson: '{"allow":["a"],"hide_groups_header":true}',
    },
    edits: [
      { inputs: { name: 'acl', routeId: ROUTE, configJson: '{"allow":["a","b"]}' } },
      { inputs: { name: 'acl', routeId: ROUTE, configJson: '{"deny":["a"]}' } },
    ],
  },
];

/** Every edit to every property, from little and from everything; each a life of its own. */
export function lifeCycles(): LifeCycle[] {
  const cases: LifeCycle[] = [];
  for (const { type, least, full, values, byHand } of TABLES) {
    const kind = type.split(':').at(-1) ?? type;
    cases.push({ name: `${kind}: least`, type, inputs: least, edits: [{ inputs: full }] });
    cases.push({ name: `${kind}: full`, type, inputs: full, edits: [{ inputs: least }] });
    for (const [property, tried] of Object.entries(values)) {
      for (const value of tried) {
        const name = `${kind}: ${property} = ${JSON.stringify(value) ?? 'left out'}`;
        const inputs = without({ ...full, [property]: value });
        cases.push({ name, type, inputs: full, edits: [{ inputs }] });
        if (value === undefined) continue;
        const added = without({ ...least, [property]: value });
        cases.push({ name: `${name}, new`, type, inputs: added, edits: [{ inputs: least }] });
      }
    }
    for (const change of byHand) {
      const name = `${kind}: by hand ${JSON.stringify(change)}`;
      cases.push({ name, type, inputs: full, edits: [{ inputs: full, byHand: change }] });
      const fromLeast = [{ inputs: least, byHand: change }];
      cases.push({ name: `${name}, from little`, type, inputs: least, edits: fromLeast });
    }
  }
  return [...cases, ...EXTRA];
}

const without = (bag: Bag): Bag =>
  Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined));
