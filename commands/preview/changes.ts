import { z } from 'zod';
import { nameOf } from '../urn.ts';

const record = z.record(z.string(), z.unknown());

const state = z.object({
  type: z.string(),
  custom: z.boolean().optional(),
  parent: z.string().optional(),
  inputs: record.optional(),
});

/** What is used of the JSON that `pulumi preview --json` prints. */
export const previewJson = z.object({
  steps: z
    .array(
      z.object({
        op: z.string(),
        urn: z.string(),
        oldState: state.nullish(),
        newState: state.nullish(),
        replaceReasons: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  diagnostics: z
    .array(z.object({ message: z.string().optional(), severity: z.string() }))
    .nullish(),
});

export type Operation = 'create' | 'update' | 'replace' | 'delete' | 'import' | 'forget';

/** What a preview will do to one resource. */
export interface Change {
  operation: Operation;
  urn: string;
  type: string;
  /** The resource's name in the program. */
  name: string;
  /** The component that declares it; undefined at the top of the program. */
  component?: { type: string; name: string };
  /** The inputs before; empty for a new resource. */
  before: Record<string, unknown>;
  /** The inputs after; empty for a deleted resource. */
  after: Record<string, unknown>;
  /** The properties for which it is replaced. */
  replacedFor: readonly string[];
  /** Whether the API, consumer, application or entity that it belongs to is made in the same preview. */
  ofNew: boolean;
  /** The issuers and kids of the jwt credentials that the preview touches: what Kong finds a token's key by today. */
  foundBy: readonly string[];
}

export interface Preview {
  stack: string;
  /** In the order of the preview, one for each resource, components left out. */
  changes: Change[];
  /** Why the preview failed, if it did. */
  errors: string[];
}

/** Steps of a replacement; the engine lists two or three of them for one resource. */
const REPLACEMENT = ['replace', 'create-replacement', 'delete-replaced', 'import-replacement'];
const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  import: 'import',
  'remove-pending-replace': 'delete',
  ...Object.fromEntries(REPLACEMENT.map((step) => [step, 'replace'] as const)),
};

/**
 * Reads what `pulumi preview --json` printed.
 *
 * @param stack the stack's name, for a preview without steps.
 * @throws Error if the text is no such JSON.
 */
export function readPreview(text: string, stack: string): Preview {
  const { steps, diagnostics } = parsePreview(text);
  const made = new Set(steps?.filter(({ op }) => op === 'create').map(ownerMade));
  const foundBy = (steps ?? []).flatMap(({ oldState }) =>
    oldState?.type === 'kong:index/consumerJwtAuth:ConsumerJwtAuth'
      ? [String(oldState.inputs?.['key'])]
      : [],
  );
  const changes = new Map<string, Change>();
  for (const step of steps ?? []) {
    const operation = OPERATIONS[step.op];
    const state = step.newState ?? step.oldState;
    if (!operation || !state?.custom) continue;
    const known = changes.get(step.urn);
    changes.set(step.urn, {
      operation,
      urn: step.urn,
      type: state.type,
      name: nameOf(step.urn),
      ...componentOf(state.parent),
      before: step.oldState?.inputs ?? known?.before ?? {},
      after: (operation === 'delete' ? {} : step.newState?.inputs) ?? known?.after ?? {},
      replacedFor: step.replaceReasons ?? known?.replacedFor ?? [],
      ofNew: state.parent !== undefined && made.has(state.parent),
      foundBy,
    });
  }
  const errors = (diagnostics ?? [])
    .filter(({ severity }) => severity === 'error')
    .map(({ message = '' }) => message.trim());
  const named = steps?.[0]?.urn.split(':')[2];
  return { stack: named || stack, changes: [...changes.values()], errors };
}

/** What speaks for a whole component: with it, the rest of the component comes and goes. */
export const HEADS = [
  'fusionauth:index/application:Application',
  'fusionauth:index/entity:Entity',
  'fusionauth:index/importedKey:ImportedKey',
  'fusionauth:index/key:Key',
  'fusionauth:index/tenant:Tenant',
  'kong:index/consumer:Consumer',
  'kong:index/service:Service',
];

type Step = NonNullable<z.infer<typeof previewJson>['steps']>[number];

/** The component whose head that step makes. */
function ownerMade({ newState }: Step): string | undefined {
  return newState && HEADS.includes(newState.type) ? newState.parent : undefined;
}

function parsePreview(text: string): z.infer<typeof previewJson> {
  try {
    return previewJson.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      'This is not the JSON of a preview. Make it with `pulumi preview --json > FILE`, standard error left out.',
      { cause },
    );
  }
}

function componentOf(parent: string | undefined): Pick<Change, 'component'> {
  const type = parent?.split('::')[2]?.split('$').at(-1);
  if (!parent || !type || type === 'pulumi:pulumi:Stack') return {};
  return { component: { type, name: nameOf(parent) } };
}
