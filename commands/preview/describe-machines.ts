import type { Change } from './changes.ts';
import { duration, lifetime } from './describe-tokens.ts';
import { valueAt } from './properties.ts';
import {
  about,
  breaks,
  code,
  codes,
  difference,
  listOf,
  note,
  opens,
  type Statement,
} from './statement.ts';

const KEY = 'jwtConfiguration.accessTokenKeyId';
const SECONDS = 'jwtConfiguration.timeToLiveInSeconds';

/** What holds a machine's key and the lifetime of its tokens, or an API's permissions. */
export function describeEntityType({ operation, before, after }: Change): Statement[] {
  const what = `Entity type ${code(before['name'] ?? after['name'])}`;
  const seconds = valueAt(after, SECONDS);
  switch (operation) {
    case 'create':
      return [note(`${what} is new${seconds ? `: its tokens live ${duration(seconds)}` : ''}.`)];
    case 'delete':
      return [breaks(`${what} is deleted, with its entities and permissions.`)];
    case 'replace':
      return [breaks(`${what} is replaced: its entities get no tokens for a moment.`)];
  }
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, KEY));
  const [was, is] = [before['name'], after['name']];
  return [
    ...lifetime('Tokens', before, after, SECONDS),
    ...(from === to ? [] : [note('New tokens are signed with another key.')]),
    ...(was === is ? [] : [note(`${what} is called ${code(is)} from now on.`)]),
  ];
}

/** A machine, or an API that machines ask for by its id. */
export function describeEntity({ operation, before, after }: Change): Statement[] {
  const what = `Entity ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'create':
      return [note(`${what} is new.`)];
    case 'delete':
      return [breaks(`${what} is deleted: no tokens are given out to it or for it.`)];
    case 'replace':
      return [breaks(`${what} is replaced: its id, client id and secret change.`)];
    default:
      return [note(`${what} changes.`)];
  }
}

export function describePermission({ operation, before, after }: Change): Statement[] {
  const what = `Permission ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'delete':
      return [breaks(`${what} is deleted: tokens of machines lack it.`)];
    case 'replace':
      return [breaks(`${what} is replaced: tokens of machines lack it for a while.`)];
  }
  const becomesDefault = after['isDefault'] === true && before['isDefault'] !== true;
  return [
    note(`${what} ${operation === 'create' ? 'is new' : 'changes'}.`),
    ...(becomesDefault ? [opens(`${what} is given to every machine without asking.`)] : []),
  ];
}

/** What a machine may do at an API. */
export function describeGrant({
  operation,
  name,
  component,
  before,
  after,
  ofNew,
}: Change): Statement[] {
  const api = component?.name ?? 'an API';
  const machine = code(name.startsWith(`${api}-`) ? name.slice(api.length + 1) : name);
  if (operation === 'delete')
    return [breaks(`${machine} loses ${codes(listOf(before['permissions']))} of ${code(api)}.`)];
  const { gained, lost } = difference(before['permissions'] ?? [], after['permissions']);
  const gets = (all: string) => `${machine} gets ${all} of ${code(api)}.`;
  return [
    ...about(gained, (all) => (ofNew ? note(gets(all)) : opens(gets(all)))),
    ...about(lost, (all) => breaks(`${machine} loses ${all} of ${code(api)}.`)),
  ];
}
