import { apiKey } from '../../catalogue/fusionauth/api-key.ts';
import { application } from '../../catalogue/fusionauth/application.ts';
import { tenant as tenantKind } from '../../catalogue/fusionauth/tenant.ts';
import { names } from '../../catalogue/names.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { isLocal, issuer as issuerSetting } from '../../settings/types.ts';
import { textOf } from '../shared/live-kong.ts';
import { firstOf } from '../shared/shown.ts';
import { groupsOfOthers, strangersOf } from './admission.ts';
import { findApis, type FoundApi } from './apis.ts';
import { nameKeys, refreshTokensOf } from './client-settings.ts';
import type { FindOptions, Found, FoundSettings } from './found.ts';
import { addApi, addTrust } from './ids.ts';
import { chooseKeyClaim } from './key-claim.ts';
import { ISSUER, NOTHING, knownName, knownTenant, type Known } from './known.ts';
import type { Live } from './live.ts';
import type { LiveTenant } from './live-fusionauth.ts';
import { findLoginKey } from './login-key.ts';
import { findMachines, followMachines, machineIds, type FoundMachine } from './machines.ts';
import { freeName } from './names.ts';
import { resourceKey } from '../shared/resource-key.ts';
import { followTrust, usernameOf, type NamedPair } from './trust.ts';
import { findUsers, requireUsers } from './users.ts';

/**
 * Finds what of both servers a stack can take over.
 *
 * @param known what the stack has already; nothing of it is found again, but for users that are named.
 * @throws Error that says what is missing or left open.
 */
export function find(live: Live, options: FindOptions, known: Known = NOTHING): Found {
  const notes: string[] = [];
  const aboutCredentials: string[] = [];
  const keyClaim = chooseKeyClaim(live, known.keyClaim);
  const followed = keyClaim === 'kid' ? followMachines(live, notes) : NO_MACHINES;
  const all = followPairs(live, keyClaim, followed.consumers, options, known, aboutCredentials);
  requireUsers(live, options.users);
  const { apis: wanted = [] } = options;
  const isForUsers = known.apis.length > 0 && options.users.length > 0 && wanted.length === 0;
  const clients = [...all, ...followed.machines];
  const search = { kong: live.kong, keyClaim, pairs: all, clients, known, wanted };
  const apis = isForUsers ? [] : findApis(search, notes);
  if (apis.length + known.apis.length === 0 || (wanted.length > 0 && apis.length === 0))
    throw new Error(
      ['No API can be adopted.', ...firstOf(notes).map((note) => `  ${note}`)].join('\n'),
    );

  const isKnown = ({ name }: NamedPair) => known.applications.some((one) => one.name === name);
  const uses = ({ name }: NamedPair) =>
    apis.some(({ settings: { allow } }) => allow!.includes(name));
  const pairs = all.filter(
    (pair) => isKnown(pair) || (!isForUsers && (wanted.length === 0 || uses(pair))),
  );
  const people = pairs.map((pair) => {
    const own = known.applications.find(({ name }) => name === pair.name);
    return findUsers(live, pair, options.users, own, notes);
  });
  const applications = pairs.map((pair, index) => ({
    ...clientSettings(pair, pair.application.jwtConfiguration),
    ...{ roles: people[index]!.roles, users: people[index]!.users },
    ...refreshTokensOf(pair.application),
  }));
  const { tenant } = all[0]!;
  const apiNames = [...known.apis, ...apis.map(({ settings }) => settings.name)];
  const taken = new Set([...pairs.map(({ name }) => name), ...known.machines, ...apiNames]);
  const machines = isForUsers
    ? []
    : findMachines(live, followed.machines, tenant, apiNames, taken, known, notes);
  const machineSettings = machines.map((machine) => ({
    ...clientSettings(machine, machine.type.jwtConfiguration),
    grants: machine.grants.map(({ api, permissions }) => ({ api, permissions })),
  }));
  const everyone = new Set([...pairs, ...known.applications].map(({ name }) => name));
  const shutOut = apis.flatMap((api) => admit(api, live, everyone, pairs, machines));

  const settings: FoundSettings = {
    ...issuerOf(tenant),
    ...proxyOf(live.kongNode, live.kongHost),
    ...{ keyClaim, applications: applications.map(given) },
    ...(machines.length > 0 && { machines: machineSettings }),
    apis: apis.map((api) => api.settings),
  };
  const ids = new Map([[resourceKey(tenantKind, names.tenant(ISSUER)), tenant.id]]);
  const loginKey = findLoginKey(live, options, tenant.id, known.ids.size > 0 ? [] : notes);
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
  for (const key of known.ids.keys()) ids.delete(key);
  const refused = apis.flatMap(({ settings: { name }, refused: what }) =>
    what.map((one) => `API ${name}: refused are ${one}.`),
  );
  return {
    settings,
    ids,
    unread,
    kong: live.kong,
    shutOut,
    refused,
    notes: [...notes, ...aboutCredentials],
  };
}

const NO_MACHINES: ReturnType<typeof followMachines> = { machines: [], consumers: new Set() };

/** The applications of one tenant that Kong trusts, by the names that the stack has for them or will have. */
function followPairs(
  live: Live,
  keyClaim: FoundSettings['keyClaim'],
  machines: ReadonlySet<string>,
  options: FindOptions,
  known: Known,
  notes: string[],
): NamedPair[] {
  const jwts = live.kong.jwts.filter(
    (jwt) => !machines.has((jwt['consumer'] as { id?: string } | null)?.id ?? ''),
  );
  const others = { ...live, kong: { ...live.kong, jwts } };
  const named = live.fusionAuth.tenants.some(({ name }) => name === known.tenant);
  const tenant = options.tenant ?? knownTenant(known) ?? (named ? known.tenant : undefined);
  const taken = new Set([...known.applications.map(({ name }) => name), ...known.machines]);
  return followTrust(others, keyClaim, { ...options, tenant }, notes).map((pair) => {
    const { id, name } = pair.application;
    const own = knownName(known, 'application', id, freeName(name, new Set()));
    return { ...pair, name: own ?? freeName(name, taken) };
  });
}

/** What an application and a machine have in common. */
function clientSettings(
  client: Pick<NamedPair, 'name' | 'consumer' | 'links'>,
  jwt: { timeToLiveInSeconds: number },
) {
  return {
    name: client.name,
    consumer: usernameOf(client.consumer),
    tokenLifetimeSeconds: jwt.timeToLiveInSeconds,
    keys: nameKeys(client),
  };
}

function given<T extends { roles?: unknown }>(settings: T): T {
  if (settings.roles !== undefined) return settings;
  const { roles, ...rest } = settings;
  return rest as T;
}

/**
 * Says in an API's settings whom it lets in: the stack's clients, and the groups that it admits now.
 *
 * @param everyone names of all applications of the stack; where an API lets in all of them, nothing is said.
 * @returns a sentence for each API whose callers the stack shuts out.
 */
function admit(
  { settings, acl }: FoundApi,
  { kong }: Live,
  everyone: ReadonlySet<string>,
  pairs: readonly NamedPair[],
  machines: readonly FoundMachine[],
): string[] {
  const { name, allow = [] } = settings;
  const admitted = [
    ...pairs.filter((pair) => allow.includes(pair.name)),
    ...machines.filter(({ grants }) => grants.some(({ api }) => api === name)),
  ];
  if (allow.length === everyone.size) delete settings.allow;
  const groups = groupsOfOthers(
    acl,
    admitted.map(({ consumer }) => usernameOf(consumer)),
  );
  if (groups.length > 0) settings.allowGroups = groups;
  const strangers = strangersOf(acl, kong, admitted);
  if (strangers.length === 0) return [];
  return [
    `API ${name}: ${firstOf(strangers, 5).join(', ')} get 403. Kong lets in every consumer with a credential now, the ` +
      'stack those of its own clients. To keep one, put it into a group (POST /consumers/NAME/acls) and name that in ' +
      'allowGroups of the API.',
  ];
}

/** @throws Error if the tenant has an issuer that no stack can have. */
function issuerOf({ name, issuer }: LiveTenant): Pick<FoundSettings, 'issuer' | 'tenant'> {
  const { error } = issuerSetting.safeParse(issuer);
  if (error)
    throw new Error(
      `Tenant ${name} issues tokens as ${JSON.stringify(issuer)}, and a stack's issuer ${error.issues[0]!.message}. ` +
        "Change the tenant's issuer in FusionAuth, and with it the key of Kong's credential where that is the issuer; then adopt.",
    );
  const isHttp = issuer.startsWith('http:') && !isLocal(issuer);
  return { issuer, ...(isHttp && { allowHttpIssuer: true }), tenant: name };
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
