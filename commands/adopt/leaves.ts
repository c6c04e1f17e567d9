import { z } from 'zod';
import type { Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import { findForeign } from '../shared/foreign/foreign.ts';
import type { LiveKong } from '../shared/live-kong.ts';
import { nameOf } from '../shared/urn.ts';

const resource = z.object({
  urn: z.string().default(''),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().default(''),
  parent: z.string().default(''),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

const previewed = z.object({
  steps: z
    .array(z.object({ urn: z.string(), op: z.string(), newState: resource.nullish() }))
    .default([]),
});

const exported = z.object({
  deployment: z.object({ resources: z.array(resource).default([]) }),
});

/**
 * What others have on what a stack takes over, or in its way: what drift will find after the next update, and whoever
 * adopts leaves as it is.
 *
 * @param state what `pulumi stack export` printed after the import.
 * @param preview what `pulumi preview --json` printed then; it has only what changes.
 * @param isNew whether a resource is taken over or made by this adoption; what is on others was there to be seen before.
 * @param isFirst whether the stack had nothing before: what concerns no single object counts only then.
 */
export function foreignTo(
  state: string,
  preview: string,
  kong: LiveKong,
  isNew: (urn: string) => boolean,
  isFirst: boolean,
): Finding[] {
  const { resources: held } = exported.parse(JSON.parse(state)).deployment;
  const declared = new Map(held.map((one) => [one.urn, one]));
  for (const { urn, op, newState } of previewed.parse(JSON.parse(preview)).steps) {
    // What is not there yet has no id, and nothing of others can be on it.
    const id = newState?.id || declared.get(urn)?.id || urn;
    if (op === 'delete') declared.delete(urn);
    else if (newState) declared.set(urn, { ...newState, urn, id });
  }
  const resources = [...declared.values()]
    .filter(({ custom }) => custom)
    .map((one): Resource => ({ ...one, name: nameOf(one.urn), protect: false, outputs: {} }));
  return findForeign({ resources }, kong).filter(({ urn }) => (urn ? isNew(urn) : isFirst));
}
