import * as pulumi from '@pulumi/pulumi';

/** Inputs of a resource that stand above what its component declares, by the provider's names for them. */
export type Override = Readonly<Record<string, unknown>>;

/** The inputs with the override merged in last: maps are merged, everything else takes the place of what is there. */
export function overridden<T extends object>(inputs: T, override: Override = {}): T {
  return { ...inputs, ...merged(inputs as Override, override) };
}

/** A component's arguments as the state keeps them: without secrets of the override in plain text. */
export function shownOverride<T extends { override?: Override | undefined }>(args: T): T {
  return args.override ? { ...args, override: withSecrets(args.override) } : args;
}

/** What is called a password or a secret is one. */
function withSecrets(override: Override): Override {
  return Object.fromEntries(
    Object.entries(override).map(([name, value]) => [name, hidden(name, value)]),
  );
}

function merged(inputs: Override, override: Override): Override {
  const entries = Object.entries(withSecrets(override)).map(([name, value]) => {
    const declared = inputs[name];
    return [
      name,
      isMap(declared) && isMap(value) ? { ...declared, ...merged(declared, value) } : value,
    ];
  });
  return Object.fromEntries(entries) as Override;
}

function hidden(name: string, value: unknown): unknown {
  if (pulumi.Output.isInstance(value)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => hidden(name, item));
  if (isMap(value)) return withSecrets(value);
  return /password$|secret/i.test(name) && typeof value === 'string' ? pulumi.secret(value) : value;
}

function isMap(value: unknown): value is Override {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !pulumi.Output.isInstance(value);
}

/** A resource whose inputs are overridden, by its type and its name in the program. */
export interface OverriddenResource {
  type: string;
  name: string;
  inputs: Override;
}

/** What is overridden, for people who look at a preview; it declares nothing. */
export class Overrides extends pulumi.ComponentResource {
  constructor(resources: readonly OverriddenResource[], opts?: pulumi.ComponentResourceOptions) {
    const shown = resources.map(({ name, inputs }) => [name, withSecrets(inputs)] as const);
    super('fusionauth-kong:index:Overrides', 'overrides', Object.fromEntries(shown), opts);
    this.registerOutputs({});
  }
}

/** Merges overrides into the inputs of the resources that they are for, after their components. */
export function overriding(
  resources: readonly OverriddenResource[],
): pulumi.ResourceTransformation {
  const keyOf = (type: string, name: string) => `${type} ${name}`;
  const byResource = Map.groupBy(resources, ({ type, name }) => keyOf(type, name));
  return ({ type, name, props, opts }) => {
    const found = byResource.get(keyOf(type, name)) ?? [];
    const inputs = found.reduce(
      (all, override) => overridden(all, override.inputs),
      props as object,
    );
    return found.length > 0 ? { props: inputs, opts } : undefined;
  };
}
