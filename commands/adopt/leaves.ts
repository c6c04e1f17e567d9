import type { Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import { findForeign } from '../shared/foreign/foreign.ts';
import type { LiveKong } from '../shared/live-kong.ts';
import type { Step } from '../shared/stack/shapes.ts';
import { nameOf } from '../shared/urn.ts';

/**
 * What others have on what a stack takes over, or in its way: what drift will find after the next update, and whoever
 * adopts leaves as it is.
 *
 * @param steps of the preview after the import.
 * @param isNew whether a resource is taken over or made by this adoption; what is on others was there to be seen before.
 * @param isFirst whether the stack had nothing before: what concerns no single object counts only then.
 */
export function foreignTo(
  steps: readonly Step[],
  kong: LiveKong,
  isNew: (urn: string) => boolean,
  isFirst: boolean,
): Finding[] {
  const resources = steps.flatMap(({ urn, oldState, newState }): Resource[] => {
    if (!newState?.custom) return [];
    const { type, parent = '', inputs } = newState;
    // What is not there yet has no id, and nothing of others can be on it.
    const id = newState.id || oldState?.id || urn;
    return [{ urn, type, id, parent, inputs, name: nameOf(urn), protect: false, outputs: {} }];
  });
  return findForeign({ resources }, kong).filter(({ urn }) => (urn ? isNew(urn) : isFirst));
}
