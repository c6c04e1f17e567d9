import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf, textsOf, type LiveKong } from '../shared/live-kong.ts';
import { isGlobal, isOf, isOn } from './guards.ts';
import type { NamedPair } from './trust.ts';

/** The acl plugin that decides who may call a service: its own, else a global one. */
export function aclOf({ plugins }: LiveKong, service: Entity): Entity | undefined {
  const acls = plugins.filter((plugin) => plugin['name'] === 'acl' && isOn(plugin));
  return acls.find((plugin) => isOf(plugin, service)) ?? acls.find(isGlobal);
}

/** The applications that an API lets in now, by name. */
export function admittedBy(
  acl: Entity | undefined,
  kong: LiveKong,
  pairs: readonly NamedPair[],
): string[] {
  const isIn = admits(acl, kong);
  return pairs.filter(({ consumer }) => isIn(idOf(consumer))).map(({ name }) => name);
}

/**
 * The groups that an API admits and that are not the stack's own: they stay admitted, and others keep who is in them.
 *
 * @param clients usernames of the consumers whose groups the stack declares for this API.
 */
export function groupsOfOthers(acl: Entity | undefined, clients: readonly string[]): string[] {
  return allowed(acl).filter((group) => !clients.includes(group));
}

/**
 * The consumers with a jwt credential that an API lets in now and that are in no group which the stack's acl plugin will
 * have: `pulumi up` shuts them out. There are none where the API admits groups, for these stay admitted.
 *
 * @param clients those that the stack lets in.
 */
export function strangersOf(
  acl: Entity | undefined,
  kong: LiveKong,
  clients: readonly { consumer: Entity }[],
): string[] {
  if (allowed(acl).length > 0) return [];
  const isIn = admits(acl, kong);
  const admitted = new Set(clients.map(({ consumer }) => idOf(consumer)));
  const callers = new Set(kong.jwts.map((jwt) => ownerOf(jwt, 'consumer') ?? ''));
  return kong.consumers
    .filter((one) => callers.has(idOf(one)) && !admitted.has(idOf(one)) && isIn(idOf(one)))
    .map((one) => textOf(one['username'], textOf(one['custom_id'], idOf(one))))
    .toSorted();
}

/** Whether a consumer of that id gets past an acl plugin: https://developer.konghq.com/plugins/acl/ */
function admits(acl: Entity | undefined, { acls }: LiveKong): (consumer: string) => boolean {
  const [allow, deny] = [allowed(acl), denied(acl)];
  const members = (groups: readonly string[]) =>
    new Set(
      acls
        .filter((one) => groups.includes(textOf(one['group'], '')))
        .map((one) => ownerOf(one, 'consumer') ?? ''),
    );
  const [named, refused] = [members(allow), members(deny)];
  return (consumer) => (allow.length > 0 ? named.has(consumer) : !refused.has(consumer));
}

function allowed(acl: Entity | undefined): string[] {
  return textsOf((acl?.['config'] ?? {}) as Entity, 'allow');
}

function denied(acl: Entity | undefined): string[] {
  return textsOf((acl?.['config'] ?? {}) as Entity, 'deny');
}
