import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isUnknown } from '../../catalogue/redact.ts';
import { nameOf } from '../shared/urn.ts';
import { SIGNATURE, isObject } from '../../catalogue/values.ts';
import { keyOf } from './import-file.ts';

const properties = z.record(z.string(), z.unknown());

const preview = z.object({
  steps: z
    .array(
      z.object({
        urn: z.string(),
        oldState: z.object({ inputs: properties.optional() }).nullish(),
        newState: z.object({ inputs: properties.optional() }).nullish(),
        diffReasons: z.array(z.string()).nullish(),
      }),
    )
    .default([]),
});

const exported = z.looseObject({
  deployment: z.looseObject({
    resources: z
      .array(
        z.looseObject({
          urn: z.string(),
          custom: z.boolean().default(false),
          type: z.string(),
          inputs: properties.optional(),
          outputs: properties.optional(),
        }),
      )
      .default([]),
  }),
});

/**
 * Properties that the provider would set back to their defaults although the program says nothing about
 * them, as `NAME PROPERTY`: they are among the inputs of an import only.
 *
 * @param previewed what `pulumi preview --json` printed after the import.
 * @param before URNs that were there before it.
 */
export function resets(previewed: string, before: ReadonlySet<string> = new Set()): string[] {
  return preview
    .parse(JSON.parse(previewed))
    .steps.filter(({ urn }) => !before.has(urn))
    .flatMap(({ urn, oldState, newState, diffReasons }) =>
      (diffReasons ?? [])
        .filter((name) => name in (oldState?.inputs ?? {}) && !(name in (newState?.inputs ?? {})))
        .map((name) => `${nameOf(urn)} ${name}`),
    );
}

/**
 * Makes an imported state like one that the program itself has made.
 *
 * An import makes an input of all that a server holds. Left there, the next update would read the program's
 * silence as an order to remove it. So inputs are kept only where the program has them too; what the provider
 * does not read is added, and components get the inputs that an import cannot know.
 *
 * @param state what `pulumi stack export` printed.
 * @param previewed what `pulumi preview --json` printed after the import.
 * @param unread properties that the provider does not read, by `TYPE NAME`.
 * @param before URNs that were there before the import, which stay as they are.
 * @returns the state for `pulumi stack import`.
 */
export function fitState(
  state: string,
  previewed: string,
  unread: ReadonlyMap<string, Record<string, unknown>>,
  before: ReadonlySet<string> = new Set(),
): string {
  const declared = new Map(
    preview
      .parse(JSON.parse(previewed))
      .steps.flatMap(({ urn, newState }) => (newState?.inputs ? [[urn, newState.inputs]] : [])),
  );
  const whole = exported.parse(JSON.parse(state));
  for (const resource of whole.deployment.resources) {
    const { urn, type, custom } = resource;
    const wanted = declared.get(urn);
    if (!wanted || type.startsWith('pulumi:') || before.has(urn)) continue;
    if (custom) {
      const added = unread.get(keyOf({ type, name: nameOf(urn) }));
      const inputs = fit(resource.inputs ?? {}, wanted, resource.outputs) as typeof wanted;
      resource.inputs = { ...inputs, ...added };
      resource.outputs = { ...resource.outputs, ...added };
    } else if (isPlain(wanted)) {
      resource.inputs = wanted;
    }
  }
  return JSON.stringify(whole);
}

/**
 * The inputs that the program has too. One that has the provider's default is only among the outputs.
 */
function fit(held: unknown, wanted: unknown, outputs: unknown): unknown {
  if (held === undefined) return isDeepStrictEqual(outputs, wanted) ? wanted : undefined;
  if (Array.isArray(held) && Array.isArray(wanted) && held.length === wanted.length)
    return held.map((item, index) => fit(item, wanted[index], asList(outputs)[index]));
  if (!isObject(held) || !isObject(wanted) || SIGNATURE in held) return held;
  const known = isObject(outputs) ? outputs : {};
  return Object.fromEntries(
    Object.keys(wanted)
      .map((name) => [name, fit(held[name], wanted[name], known[name])] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a preview shows the value as it is: what is secret or not yet known, it does not. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (isObject(value)) return Object.values(value).every(isPlain);
  return value !== '[secret]' && !isUnknown(value);
}
