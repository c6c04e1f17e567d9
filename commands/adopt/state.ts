import { isDeepStrictEqual } from 'node:util';
import { isUnknown } from '../../catalogue/redact.ts';
import type { Exported, Step } from '../shared/stack/shapes.ts';
import { nameOf } from '../shared/urn.ts';
import { SIGNATURE, isObject } from '../../catalogue/values.ts';
import { resourceKey } from '../shared/resource-key.ts';

/**
 * Properties that the provider would set back to their defaults although the program says nothing about
 * them, as `NAME PROPERTY`: they are among the inputs of an import only.
 *
 * @param steps of the preview after the import.
 * @param before URNs that were there before it.
 */
export function resets(steps: readonly Step[], before: ReadonlySet<string> = new Set()): string[] {
  return steps
    .filter(({ urn }) => !before.has(urn))
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
 * @param state is changed.
 * @param steps of the preview after the import.
 * @param unread properties that the provider does not read, by `TYPE NAME`.
 * @param before URNs that were there before the import, which stay as they are.
 */
export function fitState(
  state: Exported,
  steps: readonly Step[],
  unread: ReadonlyMap<string, Record<string, unknown>>,
  before: ReadonlySet<string> = new Set(),
): void {
  const declared = new Map(
    steps.flatMap(({ urn, newState }) => (newState ? [[urn, newState.inputs] as const] : [])),
  );
  for (const resource of state.deployment.resources) {
    const { urn, type, custom = false } = resource;
    const wanted = declared.get(urn);
    if (!wanted || type.startsWith('pulumi:') || before.has(urn)) continue;
    if (custom) {
      const added = unread.get(resourceKey(resource, nameOf(urn)));
      const inputs = fit(resource.inputs ?? {}, wanted, resource.outputs) as typeof wanted;
      resource.inputs = { ...inputs, ...added };
      resource.outputs = { ...resource.outputs, ...added };
    } else if (isPlain(wanted)) {
      resource.inputs = wanted;
    }
  }
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
