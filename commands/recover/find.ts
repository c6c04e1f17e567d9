import { kindOf, serverValue } from '../../catalogue/catalogue.ts';
import type { Inputs, Kind } from '../../catalogue/kind.ts';
import { isHidden } from '../../catalogue/redact.ts';
import { samePublicKey } from '../../servers/public-key.ts';
import type { JsonObject } from '../../servers/server-api.ts';
import type { Declared, StateResource } from './declared.ts';
import type { LiveServers } from './live.ts';
import type { Trace } from './trace.ts';

/** An object on a server that a declared resource would be. */
export interface Found {
  declared: Declared;
  /** Its id in the state. */
  id: string;
  object: JsonObject;
  /** What the program declares, with what follows from objects that were found or are in the state. */
  inputs: Inputs;
}

/** An object that is there under the identity of a declared one, and stays what it is. */
export interface Left {
  declared: Declared;
  why: string;
}

export interface Findings {
  /** What is this stack's for certain, in the order in which the program declares it. */
  found: Found[];
  left: Left[];
}

/** How far the clocks of a server and of the machine that updated may differ. */
export const CLOCKS_MS = 30_000;

/**
 * Looks on the servers for what the program declares and the state lacks.
 *
 * What is found under a resource's identity is this stack's if the state says that it was being made, or if the server
 * got it while the dead update ran; and if what is known of it besides its name is as declared: its owner, its issuer,
 * the public half of its key.
 *
 * @param lacking whether the state has no object for a declared resource, or one that is gone.
 * @param held the state's resources that are still there, by URN.
 */
export async function findObjects(
  declared: readonly Declared[],
  lacking: (declared: Declared) => boolean,
  held: ReadonlyMap<string, StateResource>,
  live: LiveServers,
  trace: Trace,
): Promise<Findings> {
  const objects = new Map<string, { id: string; values: Inputs }>();
  for (const [urn, { id, outputs, inputs }] of held)
    if (id) objects.set(urn, { id, values: { ...inputs, ...outputs, id } });
  const findings: Findings = { found: [], left: [] };
  for (const one of declared) {
    const { urn, type, custom } = one.resource;
    const kind = kindOf(type);
    if (!custom || !kind?.search || !lacking(one)) continue;
    const { inputs, unknown } = resolve(one.resource, kind, objects);
    const { by, needs = [] } = kind.search;
    // What it belongs to is not there, so it is not either.
    if ([...by, ...needs].some((name) => unknown.has(name))) continue;
    const object = await live.look(kind, inputs);
    if (!object) continue;
    const why = doubt(kind, inputs, object, urn, trace);
    if (why) {
      findings.left.push({ declared: one, why });
      continue;
    }
    const id = kind.search.id?.(object) ?? String(object['id']);
    objects.set(urn, { id, values: object });
    findings.found.push({ declared: one, id, object, inputs });
  }
  return findings;
}

/** The inputs, with those that follow from other objects. What stays unknown, or is secret, is left out. */
function resolve(
  { urn, inputs, propertyDependencies }: StateResource,
  kind: Kind,
  objects: ReadonlyMap<string, { id: string; values: Inputs }>,
): { inputs: Inputs; unknown: ReadonlySet<string> } {
  const unknown = new Set<string>();
  const known: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(inputs)) {
    const of = kind.properties[name]?.of ?? (({ id }: Inputs) => id);
    const sources = (propertyDependencies?.[name] ?? []).flatMap((from) => objects.get(from) ?? []);
    const resolved = isHidden(value)
      ? sources
          .map(({ id, values }) => of({ ...values, id }, urn))
          .find((one) => one !== undefined && !isHidden(one))
      : value;
    if (resolved === undefined) unknown.add(name);
    else known[name] = resolved;
  }
  return { inputs: known, unknown };
}

/** Why an object may be somebody else's; undefined if it is this stack's. */
function doubt(
  kind: Kind,
  inputs: Inputs,
  object: JsonObject,
  urn: string,
  { pending, since }: Trace,
): string | undefined {
  const other = kind.search!.proof?.find((name) => {
    if (inputs[name] === undefined) return false;
    const is = serverValue(kind, name, object);
    return !samePublicKey(is, inputs[name]) && is !== inputs[name];
  });
  if (other) return `its ${other} is not the declared one`;
  if (/^creating|^importing/.test(pending.get(urn) ?? '')) return undefined;
  const made = madeAt(object);
  if (since !== undefined && made !== undefined && made >= since - CLOCKS_MS) return undefined;
  if (made === undefined) return 'the server does not say since when it is there';
  return `it is there since ${new Date(made).toISOString()}, before the update that did not end`;
}

/** When the server got an object, in milliseconds since 1970. Kong counts in seconds. */
function madeAt(object: JsonObject): number | undefined {
  const { created_at: seconds, insertInstant: instant } = object;
  if (typeof seconds === 'number') return seconds * 1000 + 999;
  return typeof instant === 'number' ? instant : undefined;
}
