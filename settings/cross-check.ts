import type { RouteSettings } from './api.ts';
import { duplicates, type Problem } from '../servers/problems.ts';
import { existingTenantProblems } from './existing-tenant.ts';
import { oauthProblems } from './oauth.ts';
import type { KeySettings, Settings } from './settings.ts';
import { sideProblems } from './side.ts';
import { isLocal } from './types.ts';
import { differingUsers, sharedNames, userProblems } from './user-check.ts';

/** What no single setting shows: duplicates, unknown names, what keyClaim iss cannot do. */
export function crossCheck(settings: Settings): Problem[] {
  const { applications, machines, apis } = settings;
  const clients = [...applications, ...machines];
  const routes = apis.flatMap((api) => api.routes);
  return [
    ...sideProblems(settings),
    ...issuerProblems(settings),
    ...existingTenantProblems(settings),
    ...duplicates('name of applications[] and machines[]', names(clients)),
    ...differingInCase('name of applications[] and machines[]', names(clients)),
    ...duplicates('consumer of applications[] and machines[]', clients.map(consumerOf)),
    ...applications.flatMap(userProblems),
    ...differingUsers(applications),
    ...sharedNames(applications),
    ...applications.flatMap(oauthProblems),
    ...duplicates('apis[].name', names(apis)),
    ...differingInCase('apis[].name', names(apis)),
    ...balancingProblems(apis),
    ...duplicates('apis[].routes[].name', names(routes)),
    ...duplicates('apis[].routes[].paths', routes.flatMap(matches)).filter(firstOfItsPath),
    ...keyProblems('applications', applications),
    ...keyProblems('machines', machines),
    ...unknownNames(settings),
    ...issuerKeyLimit(settings, clients),
  ];
}

/** The host of a balanced upstream is a name in Kong, which it holds once and looks up before any address. */
function balancingProblems(apis: Settings['apis']): Problem[] {
  const balanced = apis.flatMap(({ balancing, upstream }, index) =>
    balancing ? [{ index, host: new URL(upstream).hostname }] : [],
  );
  return [
    ...balanced
      .filter(({ host }) => /^[\d.]+$|^\[/.test(host))
      .map(({ index, host }) => ({
        key: `apis[${index}].upstream`,
        value: host,
        fault: 'must have a name as its host, by which Kong knows the targets of balancing',
        fix: `pulumi config set --path 'apis[${index}].upstream' http://NAME`,
      })),
    ...duplicates(
      'host of apis[].upstream with balancing',
      balanced.map(({ host }) => host),
    ),
  ];
}

interface Client {
  name: string;
  consumer?: string | undefined;
  keys: readonly KeySettings[];
}

function names(named: readonly { name: string }[]): string[] {
  return named.map(({ name }) => name);
}

function consumerOf({ name, consumer = name }: Client): string {
  return consumer;
}

/** Each request that a route matches, as `path method host`; a route that asks for more has them to itself. */
function matches({
  paths = [],
  methods,
  hosts = ['any host'],
  headers,
  snis,
}: RouteSettings): string[] {
  if (headers ?? snis) return [];
  return paths.flatMap((path) =>
    methods.flatMap((method) => hosts.map((host) => `${path} ${method} ${host}`)),
  );
}

/** Two routes that share a path share all its methods, as a rule; saying so once is enough. */
function firstOfItsPath({ value }: Problem, index: number, all: readonly Problem[]): boolean {
  const pathOf = (text: unknown) => String(text).split(' ')[0];
  return all.findIndex((other) => pathOf(other.value) === pathOf(value)) === index;
}

function keyProblems(list: string, clients: readonly Client[]): Problem[] {
  return clients.flatMap(({ keys }, index) => {
    const at = `${list}[${index}].keys`;
    const signing = keys.filter((key) => key.state === 'signing');
    const problems = [
      ...duplicates(`${at}[].name`, names(keys)),
      ...differingInCase(`${at}[].name`, names(keys)),
    ];
    if (signing.length === 1) return problems;
    const fault = 'must have exactly one key in state signing';
    const fix = `set the state of the others to verifying in ${at}`;
    return [...problems, { key: at, value: names(signing), fault, fix }];
  });
}

/** Between two sides, names are for the gateway's stack to compare: it knows what it trusts. */
function unknownNames({ side, applications, machines, apis }: Settings): Problem[] {
  if (side !== 'both') return [];
  const unknown = (key: string, kind: string, used: readonly string[], known: string[]) =>
    used
      .filter((name) => !known.includes(name))
      .map((value) => ({
        key,
        value,
        fault: `names no ${kind}`,
        fix: `use one of ${known.join(', ')}`,
      }));
  return [
    ...apis.flatMap(({ allow = [] }, index) =>
      unknown(`apis[${index}].allow`, 'application', allow, names(applications)),
    ),
    ...machines.flatMap(({ grants }, index) => {
      const used = grants.map((grant) => grant.api);
      const key = `machines[${index}].grants[].api`;
      const repeated = duplicates(key, used, 'grant each API once, with all its permissions');
      return [...repeated, ...unknown(key, 'API', used, names(apis))];
    }),
  ];
}

/** FusionAuth, and whoever reads a list, takes such names for one. */
function differingInCase(key: string, values: readonly string[]): Problem[] {
  const alike = Map.groupBy(new Set(values), (value) => value.toLowerCase());
  return [...alike.values()]
    .filter((same) => same.length > 1)
    .map((same) => {
      const fault = 'differ by the case of their letters only';
      return { key, value: same, fault, fix: 'give each its own' };
    });
}

function issuerProblems({ issuer, allowHttpIssuer }: Settings): Problem[] {
  if (issuer.startsWith('https:') || isLocal(issuer) || allowHttpIssuer) return [];
  const fault = 'must be an https URL: over http whoever is in between reads logins and tokens';
  const fix =
    'pulumi config set issuer HTTPS_URL or, on a private network, pulumi config set allowHttpIssuer true';
  return [{ key: 'issuer', value: issuer, fault, fix }];
}

/** Kong's credential key is unique over all consumers, so an issuer can stand for one key only. */
function issuerKeyLimit({ keyClaim }: Settings, clients: readonly Client[]): Problem[] {
  const live = clients.flatMap(({ keys }) => keys.filter((key) => key.state !== 'retired'));
  if (keyClaim !== 'iss' || live.length <= 1) return [];
  const fault = `finds one key per issuer in Kong, but ${live.length} keys are declared`;
  return [{ key: 'keyClaim', value: keyClaim, fault, fix: 'pulumi config set keyClaim kid' }];
}
