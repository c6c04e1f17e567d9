import { entity as entityKind, entityTypePermission } from '../../catalogue/fusionauth/entities.ts';
import { entityType } from '../../catalogue/fusionauth/entity-type.ts';
import { names } from '../../catalogue/names.ts';
import { resourceKey } from '../shared/resource-key.ts';
import { name as settingName } from '../../settings/types.ts';
import { idOf, textOf } from '../shared/live-kong.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { knownName, type Known } from './known.ts';
import type { Live } from './live.ts';
import type { LiveEntity, LiveEntityType, LiveGrant, LiveTenant } from './live-fusionauth.ts';
import { freeName } from './names.ts';
import { linksOf, type TrustLink } from './trust.ts';

/** A program with tokens of its own that Kong trusts, and the consumer that stands for it. */
export interface TrustedMachine {
  entity: LiveEntity;
  type: LiveEntityType;
  consumer: Entity;
  /** The signing key's first. */
  links: TrustLink[];
}

/** A machine with what it may do, by the names of adopted APIs. */
export interface FoundMachine extends TrustedMachine {
  name: string;
  grants: { api: string; permissions: string[]; target: LiveEntity; type: LiveEntityType }[];
}

/**
 * Follows Kong's credentials back to entities that get tokens by the client credentials grant.
 *
 * Kong tells machines apart by their keys, so a machine has a type, and by that a key, of its own. Only
 * with keyClaim kid can there be a machine beside an application.
 *
 * @param notes gets a sentence for each consumer whose key signs for several entities.
 * @returns the machines, and the ids of all consumers that stand for some.
 */
export function followMachines(
  live: Live,
  notes: string[],
): { machines: TrustedMachine[]; consumers: ReadonlySet<string> } {
  const consumers = new Set<string>();
  const { entityTypes, entities } = live.fusionAuth;
  const links = linksOf(live, 'kid', live.kong.jwts, []);
  const byConsumer = Map.groupBy(links, ({ consumer }) => idOf(consumer));
  const machines = [...byConsumer.values()].flatMap((own): TrustedMachine[] => {
    const { consumer } = own[0]!;
    if (own.some(({ signs }) => signs.length > 0)) return [];
    const signing = own.flatMap((link) =>
      entityTypes
        .filter(({ jwtConfiguration: jwt }) => jwt.enabled && jwt.accessTokenKeyId === link.key.id)
        .map((type) => ({ link, type })),
    );
    const [first] = signing;
    if (!first) return [];
    consumers.add(idOf(consumer));
    const owners = signing.flatMap(({ type }) => entities.filter((one) => one.type.id === type.id));
    if (signing.length > 1 || owners.length !== 1) {
      const names = owners.map(({ name }) => name).join(', ') || 'no entity';
      notes.push(
        `Consumer ${textOf(consumer['username'], idOf(consumer))} stays as it is: its keys sign for ${names}, ` +
          'and a stack gives each machine an entity type and a key of its own. Do that first.',
      );
      return [];
    }
    const others = own.filter((link) => link !== first.link);
    return [{ entity: owners[0]!, type: first.type, consumer, links: [first.link, ...others] }];
  });
  return { machines, consumers };
}

/**
 * Gives the machines of a tenant names and grants. A grant is on an entity that stands for an API; it has
 * that API's name, and a type of its own.
 *
 * @param apis names of the APIs that the stack has or takes over.
 * @param taken names that no machine can have.
 * @param notes gets a sentence for each machine and grant that settings cannot say.
 */
export function findMachines(
  { fusionAuth }: Live,
  machines: readonly TrustedMachine[],
  tenant: LiveTenant,
  apis: readonly string[],
  taken: Set<string>,
  known: Known,
  notes: string[],
): FoundMachine[] {
  return machines.flatMap((machine) => {
    const { entity } = machine;
    if (entity.tenantId !== tenant.id) {
      notes.push(`Machine ${entity.name} stays as it is: it is of another tenant.`);
      return [];
    }
    const own = fusionAuth.grants.filter(
      ({ recipientEntityId }) => recipientEntityId === entity.id,
    );
    const grants = own.flatMap((grant) => grantOf(fusionAuth, grant, entity, apis, notes));
    if (grants.length === 0) {
      notes.push(
        `Machine ${entity.name} stays as it is: it has no permission on an entity with the name of one of ` +
          `${apis.join(', ')}, by which settings say what a machine may call. Grant one, then adopt again.`,
      );
      return [];
    }
    const likely = freeName(entity.name, new Set());
    const name = knownName(known, 'machine', entity.id, likely) ?? freeName(entity.name, taken);
    return [{ ...machine, name, grants }];
  });
}

function grantOf(
  { entities, entityTypes }: Live['fusionAuth'],
  { entityId, permissions }: LiveGrant,
  machine: LiveEntity,
  apis: readonly string[],
  notes: string[],
): FoundMachine['grants'] {
  const target = entities.find(({ id }) => id === entityId);
  const type = entityTypes.find(({ id }) => id === target?.type.id);
  if (!target || !type) return [];
  const skip = (why: string) => {
    notes.push(`The grant of machine ${machine.name} on ${target.name} stays as it is: ${why}.`);
    return [];
  };
  if (!apis.includes(target.name)) return skip('no API that is taken over has that name');
  if (entities.filter((one) => one.type.id === type.id).length > 1)
    return skip('other entities have its type, and a stack gives each API a type of its own');
  if (permissions.length === 0) return skip('it has no permission');
  if (!permissions.every((one) => settingName.safeParse(one).success))
    return skip(`settings cannot name ${permissions.join(', ')}`);
  return [{ api: target.name, permissions, target, type }];
}

/** Ids of what a machine, and the entities of its grants, are in FusionAuth; the keys and Kong's side are as with applications. */
export function machineIds({ name, entity, type, grants }: FoundMachine): [string, string][] {
  return [
    [resourceKey(entityType, names.entityType(name)), type.id],
    [resourceKey(entityKind, names.entity(name)), `${entity.tenantId}:${entity.id}`],
    ...grants.flatMap(({ api, permissions, target, type: own }): [string, string][] => [
      [resourceKey(entityType, names.entityType(api)), own.id],
      [resourceKey(entityKind, names.entity(api)), `${target.tenantId}:${target.id}`],
      ...own.permissions
        .filter((permission) => permissions.includes(permission.name))
        .map((one): [string, string] => [
          resourceKey(entityTypePermission, names.permission(api, one.name)),
          `${own.id}:${one.id}`,
        ]),
    ]),
  ];
}
