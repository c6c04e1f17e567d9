import { isDeepStrictEqual } from 'node:util';
import { isLeftToOthers, judge, reopening } from '../../../catalogue/catalogue.ts';
import { absentOf, differs, type Kind, type Property } from '../../../catalogue/kind.ts';
import { holdsSecret } from '../../../catalogue/kong/plugin-schema.ts';
import { pluginKind } from '../../../catalogue/kong/plugins/index.ts';
import { recordedSchemas } from '../../../catalogue/kong/recorded-schemas.ts';
import { CONFIG, isObject, pluginConfig } from '../../../catalogue/values.ts';
import type { JsonObject } from '../../../servers/server-api.ts';
import { ofType, type Declared, type Resource } from '../../shared/declared.ts';
import { sighting, type Finding } from '../../shared/finding.ts';
import { samePublicKey } from '../../../servers/public-key.ts';
import { canonical } from '../same.ts';
import { SECRET, shown } from '../../shared/shown.ts';
import { KONG_KINDS, entityId, labelOf, labels } from '../../shared/labels.ts';
import { idOf, textOf, type LiveKong } from '../../shared/live-kong.ts';

/** Compares every declared entity with Kong's, field by field. */
export function compareKong(declared: Declared, live: LiveKong): Finding[] {
  const names = labels(declared);
  return KONG_KINDS.flatMap(({ kind, list }) => {
    const byId = new Map(live[list].map((one) => [idOf(one), one]));
    return ofType(declared, kind.type).flatMap((resource) =>
      compareEntity(kind, resource, byId.get(entityId(resource)), names),
    );
  });
}

function compareEntity(
  kind: Kind,
  resource: Resource,
  entity: JsonObject | undefined,
  names: ReadonlyMap<string, string>,
): Finding[] {
  const { urn, inputs } = resource;
  const object = labelOf(kind, resource, names);
  const common = { ...kind.place!, object, urn, byPulumi: false } as const;
  if (!entity) return [{ ...common, kind: 'missing', seenAs: sighting(urn), ...kind.missing! }];
  const path = kind.identity!.path(entityId(resource), inputs);
  const fields = Object.entries(kind.properties).flatMap(([name, property]): Finding[] => {
    if (property.unread || name === CONFIG) return [];
    const isDeclared = inputs[name] !== undefined && inputs[name] !== null;
    if (!isDeclared && isLeftToOthers(kind, name)) return [];
    const field = property.field ?? name;
    const wanted = wantedOf(name, property, resource);
    const found = property.partial ? partOf(entity[field], wanted) : entity[field];
    if (wanted === undefined || same(field, wanted, found)) return [];
    const weakens = reopening(property.judgement, wanted, found ?? absentOf(property, inputs));
    return [
      {
        ...common,
        kind: 'changed',
        property: field,
        declared: property.secret ? SECRET : shown(wanted),
        live: property.secret ? `another ${SECRET}` : shown(found),
        ...judge(property.judgement, wanted, found ?? absentOf(property, inputs)),
        seenAs: sighting(urn, name),
        request: { method: 'PATCH', path, body: { [field]: wanted } },
        // The kong provider leaves out what is not given, and Kong then keeps what it has.
        leftByPulumi: wanted === null || property.secret === true,
        ...(weakens && { weakens }),
      },
    ];
  });
  const meanings = pluginKind(textOf(inputs['name'], '')).fields ?? {};
  const config = compareConfig(resource, entity).map(({ name, wanted, found }): Finding => {
    const judgement = meanings[name] ?? differs('the plugin works otherwise');
    const weakens = reopening(judgement, wanted, found);
    return {
      ...common,
      kind: 'changed',
      property: `config.${name}`,
      ...shownConfig(textOf(inputs['name'], ''), name, wanted, found),
      ...judge(judgement, wanted, found),
      seenAs: sighting(urn, CONFIG),
      request: { method: 'PATCH', path, body: { config: { [name]: wanted } } },
      ...(weakens && { weakens }),
    };
  });
  return [...fields, ...config];
}

/** A plugin's configuration is declared with every field, so an absent list and an empty one differ. */
function compareConfig({ inputs }: Resource, entity: JsonObject) {
  if (typeof inputs[CONFIG] !== 'string') return [];
  const wanted = pluginConfig(inputs);
  const found = (entity['config'] ?? {}) as JsonObject;
  return Object.keys(wanted)
    .map((name) => ({ name, wanted: wanted[name], found: found[name] ?? null }))
    .filter((one) => !isDeepStrictEqual(canonical(one.wanted), canonical(one.found)));
}

/** Both values of a field, unless either holds a secret by the plugin's schema. */
function shownConfig(plugin: string, field: string, wanted: unknown, found: unknown) {
  const schema = recordedSchemas().plugins[plugin];
  const isSecret = (value: unknown) =>
    schema ? holdsSecret(schema, { [field]: value }) : typeof value === 'object' && value !== null;
  if (!isSecret(wanted) && !isSecret(found)) return { declared: shown(wanted), live: shown(found) };
  return { declared: SECRET, live: `another ${SECRET}` };
}

/** What Kong should hold; undefined where the stack leaves a made-up value to the provider. */
function wantedOf(name: string, property: Property, { inputs, outputs }: Resource): unknown {
  const value = inputs[name] ?? (property.secret ? outputs[name] : undefined);
  if (value === undefined && property.secret) return undefined;
  if (property.toServer) return property.toServer(value);
  return value ?? absentOf(property, inputs) ?? null;
}

function same(field: string, wanted: unknown, found: unknown): boolean {
  if (field === 'rsa_public_key') return samePublicKey(wanted, found);
  return isDeepStrictEqual(canonical(orNull(wanted)), canonical(orNull(found)));
}

/** What the server has of that which the program says. */
function partOf(found: unknown, wanted: unknown): unknown {
  if (!isObject(found) || !isObject(wanted)) return found;
  const parts = Object.entries(wanted).map(([name, one]) => [name, partOf(found[name], one)]);
  return Object.fromEntries(parts) as unknown;
}

/** Outside a plugin's configuration Kong means the same by no list and an empty one. */
function orNull(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}
