import type { Properties } from '../../embedded/plugins/framework/properties.ts';
import { applicationProperties } from '../../embedded/plugins/fusionauth/properties/application.ts';
import { entityProperties } from '../../embedded/plugins/fusionauth/properties/entity.ts';
import { tenantProperties } from '../../embedded/plugins/fusionauth/properties/tenant.ts';
import { userProperties } from '../../embedded/plugins/fusionauth/properties/user.ts';
import type { Restoring } from './finding.ts';

interface Kind {
  path: string;
  /** The member of a body that holds the object. */
  wrapper: string;
  /** Where in it each of the provider's properties is. */
  properties: Properties;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'fusionauth:index/tenant:Tenant': {
    ...{ path: '/api/tenant', wrapper: 'tenant', properties: tenantProperties },
  },
  'fusionauth:index/application:Application': {
    ...{ path: '/api/application', wrapper: 'application', properties: applicationProperties },
  },
  'fusionauth:index/entity:Entity': {
    ...{ path: '/api/entity', wrapper: 'entity', properties: entityProperties },
  },
  'fusionauth:index/user:User': {
    ...{ path: '/api/user', wrapper: 'user', properties: userProperties },
  },
};

/**
 * The request that sets a property back to what it was, for what the program says nothing about:
 * there an update takes over what it finds.
 *
 * @param property dotted, as the provider names it.
 */
export function setBack(
  type: string,
  id: string,
  property: string,
  before: unknown,
): Restoring | undefined {
  const kind = KINDS[type];
  const place = kind && placeOf(kind.properties, property.split('.'));
  if (!place) return undefined;
  const value = before === undefined || before === '' ? null : before;
  const object = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return { method: 'PATCH', path: `${kind.path}/${id}`, body: { [kind.wrapper]: object } };
}

/**
 * A key whose pair is another one is replaced, and a key's name is unique: the one that is there gets
 * another name, until the update has put the declared one in its place and deletes it.
 */
export function makeWay(
  type: string,
  id: string,
  property: string,
  inputs: Readonly<Record<string, unknown>>,
): Restoring | undefined {
  if (!/^fusionauth:index\/(key:Key|importedKey:ImportedKey)$/.test(type)) return undefined;
  if (property === 'name' || typeof inputs['name'] !== 'string') return undefined;
  const name = `${inputs['name']} (replaced by hand)`;
  return { method: 'PUT', path: `/api/key/${id}`, body: { key: { name } } };
}

/** Where a property is in the server's object; undefined if a merge cannot reach it there. */
function placeOf(properties: Properties, path: readonly string[]): string[] | undefined {
  const [first, ...rest] = path;
  const name = first!.replace(/\[0\]$/, '');
  const property = properties[name];
  // What providers compare as JSON text is an object in the server, and of another form.
  if (!property || property.json === false || property.equivalent) return undefined;
  const json = property.json ?? name;
  if (json.startsWith('/')) return undefined;
  const here = json.split('.');
  if (rest.length === 0) return property.type === 'block' ? undefined : here;
  const inner = property.one ? property.items?.properties : property.properties;
  const below = inner && placeOf(inner, rest);
  return below && [...here, ...below];
}
