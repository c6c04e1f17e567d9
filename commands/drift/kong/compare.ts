import { isDeepStrictEqual } from 'node:util';
import { ofType, type Declared, type Resource } from '../declared.ts';
import { sighting, type Effect, type Finding } from '../finding.ts';
import type { JsonObject as Entity } from '../../../servers/server-api.ts';
import { SECRET, shown, subjectPublicKey } from '../shown.ts';
import { KINDS, type Field, type Kind } from './kinds.ts';
import { idOf, type LiveKong } from './live.ts';
import { CONFIG_MEANINGS } from './plugins.ts';

/** Compares every declared entity with Kong's, field by field. */
export function compareKong(declared: Declared, live: LiveKong): Finding[] {
  const names = titles(declared);
  return KINDS.flatMap((kind) => {
    const byId = new Map(live[kind.list].map((entity) => [idOf(entity), entity]));
    return ofType(declared, kind.type).flatMap((resource) =>
      compareEntity(kind, resource, byId.get(entityId(resource)), names),
    );
  });
}

/** A credential's id in the state is `id|consumer`, as its import wants it. */
export function entityId({ id }: Resource): string {
  return id.split('|')[0]!;
}

/** What each declared service, route and consumer is called, by its id. */
export function titles(declared: Declared): Map<string, string> {
  const names = new Map<string, string>();
  for (const { type, title } of KINDS) {
    for (const resource of ofType(declared, type)) {
      names.set(entityId(resource), title(resource, names));
    }
  }
  return names;
}

function compareEntity(
  kind: Kind,
  resource: Resource,
  entity: Entity | undefined,
  names: ReadonlyMap<string, string>,
): Finding[] {
  const { urn } = resource;
  const object = kind.title(resource, names);
  const common = { server: 'Kong', object, link: kind.link, urn, byPulumi: false } as const;
  if (!entity) {
    return [{ ...common, kind: 'missing', seenAs: sighting(urn), ...kind.missing }];
  }
  const path = kind.path(entityId(resource), resource);
  const fields = kind.fields.flatMap((field): Finding[] => {
    const wanted = wantedOf(field, resource);
    const found = entity[field.name];
    if (wanted === undefined || same(field.name, wanted, found)) return [];
    return [
      {
        ...common,
        kind: 'changed',
        property: field.name,
        declared: field.secret ? SECRET : shown(wanted),
        live: field.secret ? `another ${SECRET}` : shown(found),
        effect: field.effect ?? 'differs',
        meaning: field.meaning,
        seenAs: sighting(urn, field.property),
        request: { method: 'PATCH', path, body: { [field.name]: wanted } },
        // The kong provider leaves out what is not given, and Kong then keeps what it has.
        leftByPulumi: wanted === null || field.secret === true,
      },
    ];
  });
  const config = compareConfig(resource, entity).map(
    ({ name, wanted, found, effect, meaning }): Finding => ({
      ...common,
      kind: 'changed',
      property: `config.${name}`,
      declared: shown(wanted),
      live: shown(found),
      effect,
      meaning,
      seenAs: sighting(urn, 'configJson'),
      request: { method: 'PATCH', path, body: { config: { [name]: wanted } } },
    }),
  );
  return [...fields, ...config];
}

interface ConfigDifference {
  name: string;
  wanted: unknown;
  found: unknown;
  effect: Effect;
  meaning: string;
}

/** A plugin's configuration is declared with every field, so an absent list and an empty one differ. */
function compareConfig({ inputs }: Resource, entity: Entity): ConfigDifference[] {
  if (typeof inputs['configJson'] !== 'string') return [];
  const wanted = JSON.parse(inputs['configJson']) as Entity;
  const found = (entity['config'] ?? {}) as Entity;
  const meanings = CONFIG_MEANINGS[String(inputs['name'])] ?? {};
  return Object.keys(wanted)
    .filter((name) => !isDeepStrictEqual(sorted(wanted[name]), sorted(found[name] ?? null)))
    .map((name) => {
      const [effect, meaning] = meanings[name] ?? ['differs', 'the plugin works otherwise'];
      return { name, wanted: wanted[name], found: found[name] ?? null, effect, meaning };
    });
}

/** What Kong should hold; undefined where the stack leaves a made-up value to the provider. */
function wantedOf(field: Field, { inputs, outputs }: Resource): unknown {
  const value = inputs[field.property] ?? (field.secret ? outputs[field.property] : undefined);
  if (value === undefined && field.secret) return undefined;
  if (field.toKong) return field.toKong(value);
  return value ?? field.absent ?? null;
}

function same(name: string, wanted: unknown, found: unknown): boolean {
  if (name === 'rsa_public_key') return subjectPublicKey(wanted) === subjectPublicKey(found);
  return isDeepStrictEqual(sorted(orNull(wanted)), sorted(orNull(found)));
}

/** Outside a plugin's configuration Kong means the same by no list and an empty one. */
function orNull(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}

/** Kong's lists are sets. */
function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value;
}
