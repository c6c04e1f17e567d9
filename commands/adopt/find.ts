import type { ApiInput } from '../../components/api-settings.ts';
import type { KeyClaim } from '../../components/settings.ts';
import type { Entity } from '../drift/http.ts';
import { idOf, ownerOf, textOf } from '../drift/kong/live.ts';
import { findApis, findKeyClaim, type FoundApi } from './apis.ts';
import type { Live, LiveApiKey } from './live.ts';
import { freeName } from './names.ts';
import { followTrust, type Choice, type TrustedPair } from './trust.ts';
import { findUsers, requireUsers, type FoundUsers } from './users.ts';

/** What was found, as settings, and the id of each object under its resource's name. */
export interface Found {
  settings: FoundSettings;
  /** Import ids, by `TYPE NAME` of the resource. */
  ids: Map<string, string>;
  /** Properties that the provider does not read, by `TYPE NAME`. */
  unread: Map<string, Record<string, unknown>>;
  /** What stays out of the stack, and why. */
  notes: string[];
}

/** The settings that are written, in the shape of components/settings.ts. */
export interface FoundSettings {
  issuer: string;
  tenant: string;
  gatewayUrl?: string;
  keyClaim: KeyClaim;
  applications: {
    name: string;
    consumer: string;
    roles?: FoundUsers['roles'];
    users: FoundUsers['users'];
    tokenLifetimeSeconds: number;
    keys: { name: string; state: string; bits: number; source: 'generated' }[];
  }[];
  apis: ApiInput[];
}

export interface FindOptions extends Choice {
  /** Users to adopt; left out, those of the applications if there are few. */
  users: readonly string[];
  /** Id of the API key to adopt; left out, the one for POST /api/login. */
  loginKey?: string | undefined;
}

/** Finds the guide in what both servers hold. @throws Error that says what is missing or left open. */
export function find(live: Live, options: FindOptions): Found {
  const notes: string[] = [];
  const keyClaim = findKeyClaim(live.kong);
  const taken = new Set<string>();
  const pairs = followTrust(live, keyClaim, options, notes).map((pair) => ({
    ...pair,
    name: freeName(pair.application.name, taken),
  }));
  const apis = findApis(live.kong, pairs, notes);
  if (apis.length === 0)
    throw new Error(['No API can be adopted.', ...notes.map((note) => `  ${note}`)].join('\n'));
  const { tenant } = pairs[0]!;
  requireUsers(live, options.users);
  const people = pairs.map((pair) => findUsers(live, pair, options.users, notes));
  const applications = pairs.map((pair, index) => {
    const { roles, users } = people[index]!;
    return {
      name: pair.name,
      consumer: textOf(pair.consumer['username'], pair.name),
      ...(roles && { roles }),
      users,
      tokenLifetimeSeconds: pair.application.jwtConfiguration.timeToLiveInSeconds,
      keys: nameKeys(pair),
    };
  });
  const settings = {
    ...{ issuer: tenant.issuer, tenant: tenant.name },
    ...proxyOf(live.kongNode, live.kongHost),
    ...{ keyClaim, applications, apis: apis.map((api) => api.settings) },
  };
  const ids = new Map([['fusionauth:index/tenant:Tenant issuer-tenant', tenant.id]]);
  const loginKey = findLoginKey(live, options, tenant.id, notes);
  if (loginKey) ids.set('fusionauth:index/apiKey:ApiKey issuer-login-key', loginKey.id);
  pairs.forEach((pair, index) => {
    addApplication(ids, live, keyClaim, pair, applications[index]!.keys);
    for (const [resource, id] of people[index]!.ids) ids.set(resource, id);
  });
  const unread: Found['unread'] = new Map();
  for (const api of apis) addApi({ ids, unread }, api);
  return { settings, ids, unread, notes };
}

type NamedPair = TrustedPair & { name: string };

/** FusionAuth never gives a private key back, so the stack can only have it kept there: `generated`. */
function nameKeys({ links }: TrustedPair): FoundSettings['applications'][number]['keys'] {
  const taken = new Set<string>();
  return links.map(({ key }, index) => ({
    name: freeName(index === 0 ? 'main' : key.name || key.kid, taken),
    state: index === 0 ? 'signing' : 'verifying',
    bits: key.length,
    source: 'generated',
  }));
}

function addApplication(
  ids: Found['ids'],
  { kong }: Live,
  keyClaim: KeyClaim,
  { name, application, consumer, links }: NamedPair,
  keys: readonly { name: string }[],
): void {
  ids.set(`fusionauth:index/application:Application ${name}-application`, application.id);
  const owner = idOf(consumer);
  ids.set(`kong:index/consumer:Consumer ${name}-consumer`, owner);
  links.forEach(({ key, credential }, index) => {
    const keyName = keys[index]!.name;
    const own = keyClaim === 'iss' ? `${name}-credential` : `${name}-${keyName}-credential`;
    ids.set(`fusionauth:index/key:Key ${name}-${keyName}-generated`, key.id);
    ids.set(`kong:index/consumerJwtAuth:ConsumerJwtAuth ${own}`, `${idOf(credential)}|${owner}`);
  });
  const group = kong.acls.find(
    (one) =>
      ownerOf(one, 'consumer') === owner && one['group'] === textOf(consumer['username'], name),
  );
  if (group) ids.set(`kong:index/consumerAcl:ConsumerAcl ${name}-group`, `${idOf(group)}|${owner}`);
}

function addApi({ ids, unread }: Pick<Found, 'ids' | 'unread'>, found: FoundApi): void {
  const { settings, service, routes, plugins } = found;
  ids.set(`kong:index/service:Service ${settings.name}-service`, idOf(service));
  routes.forEach((route, index) =>
    ids.set(`kong:index/route:Route ${settings.name}-${settings.routes[index]!.name}`, idOf(route)),
  );
  for (const { name, id, config } of plugins) {
    const key = `kong:index/plugin:Plugin ${settings.name}-${name}`;
    ids.set(key, id);
    // The provider reads a plugin's configuration only if the state says that it shall.
    unread.set(key, { configJson: sortedJson(config), strictMatch: true });
  }
}

/** As the provider writes it. */
function sortedJson(config: Entity): string {
  const fields = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(fields));
}

/** A key that is bound to another tenant, or to none, cannot be bound to this one without a new value. */
function findLoginKey(
  { fusionAuth }: Live,
  { loginKey }: FindOptions,
  tenantId: string,
  notes: string[],
): LiveApiKey | undefined {
  const fits = (key: LiveApiKey) => {
    const [[endpoint, methods] = ['', []], ...others] = Object.entries(key.permissions.endpoints);
    return endpoint === '/api/login' && methods.includes('POST') && others.length === 0;
  };
  const candidates = fusionAuth.apiKeys.filter((key) =>
    loginKey === undefined ? fits(key) : key.id === loginKey,
  );
  if (loginKey !== undefined && candidates.length === 0)
    throw new Error(`--login-key ${loginKey}: FusionAuth lists no API key of that id.`);
  const bound = candidates.find((key) => key.tenantId === tenantId);
  if (bound) return bound;
  for (const { id } of candidates) {
    notes.push(
      `API key ${id} stays as it is: it opens POST /api/login of every tenant, and FusionAuth cannot bind a ` +
        'key to a tenant later. `pulumi up` makes one for this tenant; move callers over (output ' +
        'loginApiKey), then delete the old one.',
    );
  }
  if (candidates.length === 0)
    notes.push('FusionAuth lists no API key for POST /api/login alone: `pulumi up` makes one.');
  return undefined;
}

/** Where clients reach the proxy, if Kong tells. */
function proxyOf(node: Entity, kongHost: string): Pick<FoundSettings, 'gatewayUrl'> {
  const configuration = node['configuration'] as Entity | undefined;
  const listeners = (configuration?.['proxy_listeners'] ?? []) as Entity[];
  const plain = listeners.find(({ ssl }) => ssl !== true);
  if (!plain) return {};
  const ip = textOf(plain['ip'], kongHost);
  const host = ip === '0.0.0.0' || ip === '::' ? kongHost : ip;
  return { gatewayUrl: `http://${host}:${String(plain['port'])}` };
}
