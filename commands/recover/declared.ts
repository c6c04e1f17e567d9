import { z } from 'zod';

const properties = z.record(z.string(), z.unknown());

/** A resource as the engine writes it, in a state and in a preview. */
export const resourceShape = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  delete: z.boolean().optional(),
  id: z.string().optional(),
  inputs: properties.default({}),
  outputs: properties.default({}),
  parent: z.string().optional(),
  provider: z.string().optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});

export type StateResource = z.infer<typeof resourceShape>;

const preview = z.object({
  steps: z
    .array(z.object({ op: z.string(), urn: z.string(), newState: resourceShape.nullish() }))
    .default([]),
  diagnostics: z
    .array(z.object({ message: z.string().default(''), severity: z.string() }))
    .default([]),
});

/** A resource that the program declares. */
export interface Declared {
  /** What the next update does about it: `create`, `same`, `create-replacement` … */
  op: string;
  /** As it would be, with what is not known yet and what is secret left out by the engine. */
  resource: StateResource;
}

/**
 * Reads what the program declares, in its order, out of what `pulumi preview --json` printed.
 *
 * @throws Error with what the preview says if it fails.
 */
export function readPreview(text: string, stack: string): Declared[] {
  const { steps, diagnostics } = preview.parse(JSON.parse(text));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Error(
      `What stack ${stack} declares cannot be told, for its preview fails.\n` +
        errors.map(({ message }) => message.trim()).join('\n'),
    );
  return steps.flatMap(({ op, newState }) => (newState ? [{ op, resource: newState }] : []));
}
