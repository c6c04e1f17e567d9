import type { GrantArgs } from '../components/granted-api.ts';
import type { Machine } from '../components/machine.ts';
import type { Settings } from './settings.ts';

/** Whom an API may let in, as far as the gateway's side has to know. */
export interface Client {
  kind: 'application' | 'machine';
  name: string;
  /** The acl group of its consumer. */
  group: string;
  /** The APIs that a machine has permissions for. */
  grants: readonly string[];
}

/** The clients that a stack declares. */
export function clientsOf({ applications, machines }: Settings): Client[] {
  return [
    ...applications.map(({ name, consumer = name }) => {
      return { kind: 'application' as const, name, group: consumer, grants: [] };
    }),
    ...machines.map(({ name, consumer = name, grants }) => {
      return { kind: 'machine' as const, name, group: consumer, grants: grants.map(apiOf) };
    }),
  ];
}

/** The clients that an API lets in: the applications that it allows, and the machines that are granted something there. */
export function admittedTo<T extends Client>(
  { name, allow }: Pick<Settings['apis'][number], 'name' | 'allow'>,
  clients: readonly T[],
): T[] {
  const applications = clients.filter(({ kind }) => kind === 'application');
  const allowed = allow?.flatMap((one) => applications.filter((client) => client.name === one));
  return [...(allowed ?? applications), ...clients.filter(({ grants }) => grants.includes(name))];
}

/** The APIs that machines are granted something at; another stack may declare them in Kong. */
export function grantedApis({ machines }: Settings): string[] {
  return [...new Set(machines.flatMap(({ grants }) => grants.map(apiOf)))];
}

/** What the machines may do at an API. */
export function grantsOf(
  api: string,
  { machines: settings }: Settings,
  machines: readonly Machine[],
): GrantArgs[] {
  return settings.flatMap(({ name: machine, grants }, index) => {
    const { entityId } = machines[index]!;
    const granted = grants.filter((grant) => grant.api === api);
    return granted.map(({ permissions }) => ({ machine, entityId, permissions }));
  });
}

const apiOf = ({ api }: { api: string }) => api;
