import { z } from 'zod';
import { isObject, plain, SECRET_SIGNATURE, SIGNATURE } from '../../../catalogue/values.ts';
import { SECRET } from '../shown.ts';
import { nameOf } from '../urn.ts';

const properties = z.record(z.string(), z.unknown());

/** What is used of a stack's configuration as `pulumi config --json` has it. */
export const configurationShape = z
  .record(z.string(), z.object({ value: z.string().optional() }))
  .transform((entries): Configuration =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([key, { value }]) =>
        value === undefined ? [] : [[key, value] as const],
      ),
    ),
  );

/** Values of settings by full key, such as `kong:kongAdminUri`, secrets in plain text. */
export type Configuration = Readonly<Record<string, string>>;

/** A stack's state as it is exported and imported: what is not used here is kept. */
export const exportedShape = z.looseObject({
  version: z.number(),
  deployment: z.looseObject({
    resources: z
      .array(
        z.looseObject({
          urn: z.string(),
          type: z.string(),
          custom: z.boolean().optional(),
          delete: z.boolean().optional(),
          id: z.string().optional(),
          parent: z.string().optional(),
          protect: z.boolean().optional(),
          inputs: properties.optional(),
          outputs: properties.optional(),
        }),
      )
      .default([]),
  }),
});

export type Exported = z.infer<typeof exportedShape>;

/** A resource of a stack's state, with secrets in plain text. */
export interface Resource {
  urn: string;
  type: string;
  /** The resource's name in the program. */
  name: string;
  /** Empty for a component. */
  id: string;
  /** The URN of the component that it belongs to. */
  parent: string;
  /** Whether the engine refuses to delete or replace it. */
  protect: boolean;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
}

/** The resources that a state holds, without those that a replacement has yet to delete. */
export function resourcesIn({ deployment }: Exported): Resource[] {
  return deployment.resources
    .filter((resource) => !resource.delete)
    .map(({ urn, type, id = '', parent = '', protect = false, ...more }) => ({
      ...{ urn, type, name: nameOf(urn), id, parent, protect },
      inputs: plain(more.inputs ?? {}) as Resource['inputs'],
      outputs: plain(more.outputs ?? {}) as Resource['outputs'],
    }));
}

/** One operation of the stack's past. */
export const updateShape = z.object({
  /** `update`, `refresh`, `destroy` … */
  kind: z.string(),
  result: z.string().optional(),
  startTime: z.coerce.date(),
  endTime: z.coerce.date().optional(),
  /** The configuration that it had. */
  config: configurationShape.default({}),
});

export type Update = z.infer<typeof updateShape>;

const stepState = z.object({
  type: z.string(),
  custom: z.boolean().optional(),
  id: z.string().default(''),
  parent: z.string().optional(),
  inputs: properties.default({}),
  outputs: properties.default({}),
});

const stepShape = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: stepState.nullish(),
  newState: stepState.nullish(),
  /** The properties for which it is replaced, and those that differ. */
  replaceReasons: z.array(z.string()).nullish(),
  diffReasons: z.array(z.string()).nullish(),
});

const diagnosticShape = z.object({ severity: z.string(), message: z.string().default('') });

/** What is used of the JSON that `pulumi preview --json` prints. */
export const previewShape = z.object({
  steps: z.array(stepShape).nullish(),
  diagnostics: z.array(diagnosticShape).nullish(),
});

/** What the engine would do with one resource, or has seen of it; secrets are `[secret]`. */
export type Step = z.infer<typeof stepShape>;

export type Diagnostic = z.infer<typeof diagnosticShape>;

/** The engine's own, which `pulumi preview` does not show either. */
const DEFAULT_PROVIDER = /::pulumi:providers:[^:]+::default(_|$)/;

const metadata = z
  .object({
    op: z.string(),
    urn: z.string(),
    logical: z.boolean().default(false),
    old: stepState.nullish(),
    new: stepState.nullish(),
    keys: z.array(z.string()).nullish(),
    diffs: z.array(z.string()).nullish(),
  })
  .transform(({ op, urn, logical, old, new: next, keys, diffs }) => ({
    isShown: (logical || !/replace/.test(op)) && !DEFAULT_PROVIDER.test(urn),
    step: {
      ...{ op, urn, replaceReasons: keys, diffReasons: diffs },
      oldState: masked(old) as typeof old,
      newState: masked(next) as typeof next,
    } satisfies Step,
  }));

/** What is used of the engine's events. */
export const eventShape = z.object({
  resourcePreEvent: z.object({ metadata }).optional(),
  resOutputsEvent: z.object({ metadata }).optional(),
  diagnosticEvent: z
    .object({
      severity: z.string(),
      prefix: z.string().default(''),
      message: z.string(),
      ephemeral: z.boolean().default(false),
    })
    .transform(({ severity, prefix, message, ephemeral }) => ({
      isPassing: ephemeral || severity === 'debug',
      diagnostic: { severity, message: uncoloured(prefix + message) } satisfies Diagnostic,
    }))
    .optional(),
  policyEvent: z
    .object({ policyName: z.string(), message: z.string(), enforcementLevel: z.string() })
    .transform(({ policyName, message, enforcementLevel }): Diagnostic => ({
      severity: enforcementLevel === 'mandatory' ? 'error' : 'warning',
      message: `${policyName}: ${uncoloured(message)}`,
    }))
    .optional(),
});

/** The engine's events hold secrets in an envelope, without their text; the JSON of a preview holds `[secret]`. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET_SIGNATURE) return SECRET;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item)]));
}

/** Without the engine's notation for colours, such as `<{%reset%}>`. */
function uncoloured(text: string): string {
  return text.replaceAll(/<\{%[^%]*%\}>/g, '');
}
