import { container, network, volume } from './docker.ts';
import { apiKey } from './fusionauth/api-key.ts';
import { application } from './fusionauth/application.ts';
import { entity, entityGrant, entityTypePermission } from './fusionauth/entities.ts';
import { entityType } from './fusionauth/entity-type.ts';
import { generatedKey, importedKey, keyPair } from './fusionauth/keys.ts';
import { lambda } from './fusionauth/lambda.ts';
import { applicationOauthScope } from './fusionauth/scope.ts';
import { tenant } from './fusionauth/tenant.ts';
import { applicationRole, registration, user } from './fusionauth/users.ts';
import type { Consequence, Inputs, Judgement, Kind, Property } from './kind.ts';
import { differs } from './kind.ts';
import { aclGroup } from './kong/acl-group.ts';
import { certificate } from './kong/certificate.ts';
import { consumer } from './kong/consumer.ts';
import { jwtCredential } from './kong/jwt-credential.ts';
import { keyCredential } from './kong/key-credential.ts';
import { plugin } from './kong/plugin.ts';
import { route } from './kong/route.ts';
import { service } from './kong/service.ts';
import { target, upstream } from './kong/upstream.ts';
import { isObject, valueAt } from './values.ts';

/** Every kind of resource that a component can declare, in the order in which Kong's can be removed backwards. */
export const KINDS: readonly Kind[] = [
  ...[tenant, lambda, application, applicationRole, applicationOauthScope],
  ...[generatedKey, importedKey, keyPair, apiKey],
  ...[user, registration, entityType, entityTypePermission, entity, entityGrant],
  ...[service, route, plugin, consumer, jwtCredential, keyCredential, aclGroup],
  ...[upstream, target, certificate],
  ...[container, volume, network],
];

const BY_TYPE = new Map(KINDS.map((kind) => [kind.type, kind]));

/** What is known of resources of a type; undefined for one that no component declares. */
export function kindOf(type: string): Kind | undefined {
  return BY_TYPE.get(type);
}

/** The property at a path of the provider's, or what it is part of: `jwtConfigurations[0].ttl` is of its block. */
export function propertyOf(kind: Kind, path: string): Property | undefined {
  const parts = path.replaceAll(/\[\d+\]/g, '').split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = kind.properties[parts.slice(0, length).join('.')];
    if (found) return found;
  }
  return undefined;
}

/** Whether a property is for others to set where nobody declared it: no drift then. */
export function isLeftToOthers(kind: Kind, path: string): boolean {
  const [top] = path.split(/[.[]/);
  return kind.leftAlone?.includes(top!) === true && !propertyOf(kind, path)?.watched;
}

/** What the server holds of a declared property; of what it refers to, the id. */
export function serverValue(kind: Kind, name: string, object: Inputs): unknown {
  const value = valueAt(object, kind.properties[name]?.field ?? name);
  return isObject(value) && 'id' in value ? value['id'] : value;
}

/** What follows from a change. */
export function judge(judgement: Judgement, before: unknown, after: unknown): Consequence {
  return typeof judgement === 'function' ? judgement(before, after) : judgement;
}

/**
 * What it would open to set a property back: undefined if that opens nothing. Only a judgement that knows directions
 * can tell.
 */
export function reopening(
  judgement: Judgement,
  declared: unknown,
  live: unknown,
): string | undefined {
  if (typeof judgement !== 'function' || judgement(declared, live).effect === 'opens')
    return undefined;
  const { effect, meaning } = judgement(live, declared);
  return effect === 'opens' ? meaning : undefined;
}

/** What follows if a property of such a resource is otherwise than it was. */
export function consequenceOf(
  type: string,
  path: string,
  before: unknown,
  after: unknown,
): Consequence {
  const kind = kindOf(type);
  const property = kind && propertyOf(kind, path);
  return property
    ? judge(property.judgement, before, after)
    : differs('it is set otherwise than declared');
}

/** The paths of a kind's secrets. */
export function secretsOf({ properties }: Kind): string[] {
  return Object.keys(properties).filter((path) => properties[path]!.secret);
}
