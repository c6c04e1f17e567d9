import { kindOf, propertyOf } from '../../catalogue/catalogue.ts';
import { generatedKey, importedKey } from '../../catalogue/fusionauth/keys.ts';
import type { Inputs } from '../../catalogue/kind.ts';
import type { Restoring } from '../shared/finding.ts';

/**
 * The request that sets a property back to what it was, for what the program says nothing about:
 * there an update takes over what it finds.
 *
 * @param path the property, dotted, as the provider names it.
 */
export function setBack(
  type: string,
  id: string,
  path: string,
  before: unknown,
): Restoring | undefined {
  const kind = kindOf(type);
  const place = kind?.identity?.member ? placeOf(type, path) : undefined;
  if (!place) return undefined;
  const value = before === undefined || before === '' ? null : before;
  const object = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  const { identity } = kind!;
  return { method: 'PATCH', path: identity!.path(id, {}), body: { [identity!.member!]: object } };
}

/**
 * A key whose pair is another one is replaced, and a key's name is unique: the one that is there gets
 * another name, until the update has put the declared one in its place and deletes it.
 */
export function makeWay(
  type: string,
  id: string,
  property: string,
  inputs: Inputs,
): Restoring | undefined {
  if (type !== generatedKey.type && type !== importedKey.type) return undefined;
  if (property === 'name' || typeof inputs['name'] !== 'string') return undefined;
  const name = `${inputs['name']} (replaced by hand)`;
  return { method: 'PUT', path: `/api/key/${id}`, body: { key: { name } } };
}

/** Where a property is in the server's object: its own field, or one below that of the block it is in. */
function placeOf(type: string, path: string): string[] | undefined {
  const kind = kindOf(type)!;
  const parts = path.replaceAll(/\[0\]/g, '').split('.');
  const own = parts.findLastIndex((_, at) => kind.properties[parts.slice(0, at + 1).join('.')]);
  const property = propertyOf(kind, path);
  if (own < 0 || !property || /\[/.test(parts.join('.'))) return undefined;
  const field = property.field?.split('.') ?? parts.slice(0, own + 1);
  return [...field, ...parts.slice(own + 1)];
}
