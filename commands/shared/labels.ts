import { KINDS } from '../../catalogue/catalogue.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { ofType, type DeclaredResources, type Resource } from './declared.ts';
import { LISTS, textOf } from './live-kong.ts';

/** Each kind of Kong's whose list is read, with the list. */
export const KONG_KINDS = LISTS.flatMap((list) =>
  KINDS.filter(({ place, identity }) => place?.server === 'Kong' && identity?.list === list).map(
    (kind) => ({ kind, list }),
  ),
);

/** A credential's id in the state is `id|consumer`, as its import wants it. */
export function entityId({ id }: Resource): string {
  return id.split('|')[0]!;
}

/** What each declared entity of Kong is called, by its id. */
export function labels(declared: DeclaredResources): Map<string, string> {
  const names = new Map<string, string>();
  // What others are named after comes first.
  for (const { kind } of KONG_KINDS.toSorted((a, b) => rank(a.kind) - rank(b.kind))) {
    for (const resource of ofType(declared, kind.type))
      names.set(entityId(resource), labelOf(kind, resource, names));
  }
  return names;
}

function rank({ label }: Kind): number {
  return label && label.length > 1 ? 1 : 0;
}

/** What a declared entity is called. */
export function labelOf(
  kind: Kind,
  { inputs, name }: Resource,
  names: ReadonlyMap<string, string>,
): string {
  return kind.label?.(inputs, names) ?? `${kind.title} ${textOf(inputs['name'], name)}`;
}
