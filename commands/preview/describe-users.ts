import type { Change } from './changes.ts';
import {
  about,
  breaks,
  code,
  difference,
  loses,
  note,
  opens,
  type Statement,
} from './statement.ts';

export function describeUser({ operation, before, after }: Change): Statement[] {
  const user = code(before['email'] ?? before['username'] ?? after['email'] ?? after['username']);
  const text = {
    create: `New user ${user}.`,
    import: `User ${user} is taken over.`,
    update: `User ${user} changes.`,
    replace: `User ${user} is replaced: the id, and all data of the user, is lost.`,
    delete: `User ${user} is deleted.`,
    forget: `User ${user} is no longer managed.`,
  }[operation];
  const say = { replace: loses, delete: breaks }[operation as string] ?? note;
  return [say(text)];
}

/** Who is given a role may do more, in whatever application it is. */
export function describeRegistration(change: Change): Statement[] {
  const { operation, before, after } = change;
  const user = code(userOf(change));
  if (operation === 'delete') return [breaks(`${user} is no longer registered.`)];
  const { gained, lost } = difference(before['roles'] ?? [], after['roles'] ?? []);
  const isNew = operation === 'create' || operation === 'import';
  return [
    ...(isNew ? [note(`${user} is registered.`)] : []),
    ...(operation === 'replace' ? [breaks(`${user} is registered anew.`)] : []),
    ...about(gained, (all) => opens(`${user} gets ${named(gained, all)}.`)),
    ...about(lost, (all) => note(`${user} loses ${named(lost, all)}.`)),
  ];
}

export function describeRole({ operation, before, after }: Change): Statement[] {
  const role = code(before['name'] ?? after['name']);
  switch (operation) {
    case 'delete':
      return [breaks(`Role ${role} is deleted: whoever has it loses it.`)];
    case 'replace':
      return [breaks(`Role ${role} is replaced: whoever has it loses it for a while.`)];
  }
  const traits = [
    ['isDefault', 'is given to every new registration'],
    ['isSuperRole', 'is a super role: it has the rights of all others'],
  ] as const;
  const gained = traits.flatMap(([trait, words]) =>
    after[trait] === true && before[trait] !== true ? [opens(`Role ${role} ${words}.`)] : [],
  );
  const isNew = operation === 'create';
  return [note(isNew ? `New role ${role}.` : `Role ${role} changes.`), ...gained];
}

/** The user's address, which a registration has in its name in the program only. */
function userOf({ name, component }: Change): string {
  const owner = `${component?.name ?? ''}-`;
  const own = name.startsWith(owner) ? name.slice(owner.length) : name;
  return own.replace(/-registration$/, '');
}

function named(roles: readonly string[], all: string): string {
  return `${roles.length === 1 ? 'role' : 'roles'} ${all}`;
}
