import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../shared/live-kong.ts';
import type { TrustedPair } from './trust.ts';

/**
 * The applications that the acl plugin lets in; nothing if that is all of them.
 *
 * @returns undefined if it is none, which settings cannot say.
 */
export function allowOf(
  acl: Entity | undefined,
  { acls }: LiveKong,
  pairs: readonly (TrustedPair & { name: string })[],
): { allow?: string[] } | undefined {
  if (!acl) return {};
  const admitted = membersOf(acl, acls).map(({ consumer }) => consumer);
  const names = pairs
    .filter(({ consumer }) => admitted.includes(idOf(consumer)))
    .map(({ name }) => name);
  if (names.length === 0) return undefined;
  return names.length < pairs.length ? { allow: names } : {};
}

/**
 * Says whom the stack will keep out of an API that Kong lets them into now.
 *
 * @param admitted ids of the consumers that the stack lets in.
 */
export function shutOut(
  api: string,
  acl: Entity | undefined,
  { acls, consumers }: LiveKong,
  admitted: readonly string[],
): string[] {
  if (!acl) return [];
  return membersOf(acl, acls)
    .filter(({ consumer }) => !admitted.includes(consumer))
    .map(({ consumer, group }) => {
      const found = consumers.find((one) => idOf(one) === consumer);
      const name = textOf(found?.['username'], consumer);
      return (
        `Consumer ${name} is let into API ${api} by group ${group}. The stack does not know it, and ` +
        '`pulumi up` takes that group from the acl plugin.'
      );
    });
}

function membersOf(acl: Entity, memberships: readonly Entity[]) {
  const groups = textsOf(acl['config'] as Entity, 'allow');
  return memberships
    .map((one) => ({ consumer: ownerOf(one, 'consumer') ?? '', group: textOf(one['group'], '') }))
    .filter(({ group }) => groups.includes(group));
}
