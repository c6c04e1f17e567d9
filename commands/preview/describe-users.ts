import type { Change } from './changes.ts';
import { code, codes, danger, note, type Statement } from './statement.ts';

type Inputs = Record<string, unknown>;

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
  return [operation === 'replace' || operation === 'delete' ? danger(text) : note(text)];
}

/** Who is given a role may do more, in whatever application it is. */
export function describeRegistration(change: Change): Statement[] {
  const { operation, before, after } = change;
  const user = code(userOf(change));
  if (operation === 'delete') return [danger(`${user} is no longer registered.`)];
  const [had, has] = [rolesIn(before), rolesIn(after)];
  const given = has.filter((role) => !had.includes(role));
  const taken = had.filter((role) => !has.includes(role));
  const isNew = operation === 'create' || operation === 'import';
  return [
    ...(isNew ? [note(`${user} is registered.`)] : []),
    ...(operation === 'replace' ? [danger(`${user} is registered anew.`)] : []),
    ...(given.length > 0 ? [danger(`${user} gets ${named(given)}.`)] : []),
    ...(taken.length > 0 ? [note(`${user} loses ${named(taken)}.`)] : []),
  ];
}

export function describeRole({ operation, before, after }: Change): Statement[] {
  const role = code(before['name'] ?? after['name']);
  switch (operation) {
    case 'delete':
      return [danger(`Role ${role} is deleted: whoever has it loses it.`)];
    case 'replace':
      return [danger(`Role ${role} is replaced: whoever has it loses it for a while.`)];
  }
  const traits = [
    ['isDefault', 'is given to every new registration'],
    ['isSuperRole', 'is a super role: it has the rights of all others'],
  ] as const;
  const gained = traits.flatMap(([trait, words]) =>
    after[trait] === true && before[trait] !== true ? [danger(`Role ${role} ${words}.`)] : [],
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

function named(roles: readonly unknown[]): string {
  return `${roles.length === 1 ? 'role' : 'roles'} ${codes(roles)}`;
}

function rolesIn(inputs: Inputs): unknown[] {
  const roles = inputs['roles'];
  return Array.isArray(roles) ? roles : [];
}
