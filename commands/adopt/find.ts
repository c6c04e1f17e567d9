import { apiKey } from '../../catalogue/fusionauth/api-key.ts';
import { application } from '../../catalogue/fusionauth/application.ts';
import { tenant as tenantKind } from '../../catalogue/fusionauth/tenant.ts';
import { names } from '../../catalogue/names.ts';
import { resourceKey } from './resource-key.ts';
import type { RefreshTokenSettings } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf } from '../shared/live-kong.ts';
import { shutOut } from './admission.ts';
import { findApis, findKeyClaim, type FoundApi } from './apis.ts';
import type { FindOptions, Found, FoundKey, FoundSettings } from './found.ts';
import { addApi, addTrust } from './ids.ts';
import type { Live, LiveApplication } from './live.ts';
import { findLoginKey } from './login-key.ts';
import { findMachines, followMachines, machineIds, type FoundMachine } from './machines.ts';
import { freeName } from './names.ts';
import { followTrust, type TrustedPair } from './trust.ts';
import { findUsers, requireUsers } from './users.ts';

/** Finds the guide in what both servers hold. @throws Error that says what is missing or left open. */
export function find(live: Live, options: FindOptions): Found {
  const notes: string[] = [];
  const keyClaim = findKeyClaim(live.kong);
  const taken = new Set<string>();
  const followed = keyClaim === 'kid' ? followMachines(live, notes) : NO_MACHINES;
  const jwts = live.kong.jwts.filter((jwt) => !followed.consumers.has(ownerOf(jwt, 'consumer')!));
  const others = { ...live, kong: { ...live.kong, jwts } };
  const pairs = followTrust(others, keyClaim, options, notes).map((pair) => ({
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
      ...refreshTokensOf(pair.application),
      keys: nameKeys(pair),
    };
  });
  const found = apis.map((api) => api.settings);
  const machines = findMachines(live, followed.machines, tenant, found, pairs, notes);
  const machineSettings = machines.map((machine) => ({
    name: machine.name,
    consumer: textOf(machine.consumer['username'], machine.name),
    tokenLifetimeSeconds: machine.type.jwtConfiguration.timeToLiveInSeconds,
    keys: nameKeys(machine),
    grants: machine.grants.map(({ api, permissions }) => ({ api, permissions })),
  }));
  for (const api of apis) {
    const acl = api.plugins.find(({ name }) => name === 'acl');
    notes.push(...shutOut(api.settings.name, acl, live.kong, consumersOf(api, pairs, machines)));
  }
  const settings = {
    ...{ issuer: tenant.issuer, tenant: tenant.name },
    ...proxyOf(live.kongNode, live.kongHost),
    ...{ keyClaim, applications, ...(machines.length > 0 && { machines: machineSettings }) },
    apis: found,
  };
  const ids = new Map([[resourceKey(tenantKind, names.tenant(ISSUER)), tenant.id]]);
  const loginKey = findLoginKey(live, options, tenant.id, notes);
  if (loginKey) ids.set(resourceKey(apiKey, names.loginKey(ISSUER)), loginKey.id);
  pairs.forEach((pair, index) => {
    ids.set(resourceKey(application, names.application(pair.name)), pair.application.id);
    addTrust(ids, live, keyClaim, pair, applications[index]!.keys);
    for (const [resource, id] of people[index]!.ids) ids.set(resource, id);
  });
  machines.forEach((machine, index) => {
    for (const [key, id] of machineIds(machine)) ids.set(key, id);
    addTrust(ids, live, keyClaim, machine, machineSettings[index]!.keys);
  });
  const unread: Found['unread'] = new Map();
  for (const api of apis) addApi({ ids, unread }, api);
  return { settings, ids, unread, notes };
}

/** How sessions go on, so that nobody is logged out; a stack has one switch for what FusionAuth has two. */
function refreshTokensOf({ loginConfiguration, jwtConfiguration }: LiveApplication): {
  refreshTokens?: RefreshTokenSettings;
} {
  const { allowTokenRefresh, generateRefreshTokens } = loginConfiguration;
  if (!allowTokenRefresh && !generateRefreshTokens) return {};
  const policy = jwtConfiguration.refreshTokenExpirationPolicy;
  const { maximumTimeToLiveInMinutes } = jwtConfiguration.refreshTokenSlidingWindowConfiguration;
  return {
    refreshTokens: {
      lifetimeMinutes: jwtConfiguration.refreshTokenTimeToLiveInMinutes,
      sliding: policy !== 'Fixed',
      oneTimeUse: jwtConfiguration.refreshTokenUsagePolicy === 'OneTimeUse',
      ...(policy === 'SlidingWindowWithMaximumLifetime' && {
        maximumMinutes: maximumTimeToLiveInMinutes,
      }),
    },
  };
}

/** The component that index.ts declares the tenant by. */
const ISSUER = 'issuer';

type NamedPair = TrustedPair & { name: string };

const NO_MACHINES: ReturnType<typeof followMachines> = { machines: [], consumers: new Set() };

/** The consumers that the stack lets into an API. */
function consumersOf(
  { settings: { name, allow } }: FoundApi,
  pairs: readonly NamedPair[],
  machines: readonly FoundMachine[],
): string[] {
  return [
    ...pairs.filter((pair) => allow?.includes(pair.name) ?? true),
    ...machines.filter(({ grants }) => grants.some(({ api }) => api === name)),
  ].map(({ consumer }) => idOf(consumer));
}

/** FusionAuth never gives a private key back, so the stack can only have it kept there: `generated`. */
function nameKeys({ links }: Pick<TrustedPair, 'links'>): FoundKey[] {
  const taken = new Set<string>();
  return links.map(({ key }, index) => ({
    name: freeName(index === 0 ? 'main' : key.name || key.kid, taken),
    state: index === 0 ? 'signing' : 'verifying',
    bits: key.length,
    source: 'generated',
  }));
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
