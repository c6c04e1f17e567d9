import type { GrantArgs } from '../components/granted-api.ts';
import type { Machine } from '../components/machine.ts';
import type { Settings } from './settings.ts';

/** The applications and machines that an API lets in, by name. */
export function admittedTo(
  api: string,
  { applications, machines, apis }: Settings,
): readonly string[] {
  const all = applications.map(({ name }) => name);
  const allowed = apis.find(({ name }) => name === api)?.allow ?? all;
  const granted = machines.filter(({ grants }) => grants.some((grant) => grant.api === api));
  return [...allowed, ...granted.map(({ name }) => name)];
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
