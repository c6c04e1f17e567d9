import { kindOf } from '../../../catalogue/catalogue.ts';
import type { Change, Operation } from '../../../catalogue/change.ts';
import { jwtCredential } from '../../../catalogue/kong/jwt-credential.ts';
import { previewShape, type Diagnostic, type Step } from '../stack/shapes.ts';
import { nameOf } from '../urn.ts';

export interface Preview {
  stack: string;
  /** In the order of the preview, one for each resource, components left out. */
  changes: Change[];
  /** Why the preview failed, if it did. */
  errors: string[];
  /** What the program warned of. */
  warnings: string[];
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

/** What the engine said of an update. */
export interface Seen {
  steps: readonly Step[];
  diagnostics: readonly Diagnostic[];
}

/**
 * Puts in order what the engine would do.
 *
 * @param stack the stack's name, for a preview without steps.
 */
export function previewOf({ steps, diagnostics }: Seen, stack: string): Preview {
  const made = new Set(steps.filter(({ op }) => op === 'create').map(ownerMade));
  const foundBy = steps.flatMap(({ oldState }) =>
    oldState?.type === jwtCredential.type ? [String(oldState.inputs?.['key'])] : [],
  );
  const changes = new Map<string, Change>();
  for (const step of steps) {
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
  const said = (level: string) =>
    diagnostics.filter(({ severity }) => severity === level).map(({ message }) => message.trim());
  const named = steps[0]?.urn.split(':')[2];
  return {
    stack: named || stack,
    changes: [...changes.values()],
    errors: said('error'),
    warnings: said('warning'),
  };
}

/** The component whose head that step makes. */
function ownerMade({ newState }: Step): string | undefined {
  return newState && kindOf(newState.type)?.heads ? newState.parent : undefined;
}

/**
 * Reads what `pulumi preview --json` printed.
 *
 * @throws Error if the text is no such JSON.
 */
export function readPreview(text: string, stack: string): Preview {
  return previewOf(parsePreview(text), stack);
}

function parsePreview(text: string): Seen {
  try {
    const { steps, diagnostics } = previewShape.parse(JSON.parse(text));
    return { steps: steps ?? [], diagnostics: diagnostics ?? [] };
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
