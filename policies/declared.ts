import { isObject } from '../catalogue/values.ts';

/** Stands for a value that only the update itself will know. */
export const UNKNOWN: unique symbol = Symbol('unknown until the update');

/** A resource as the rules see it: plain values, those of secrets too, with UNKNOWN where a preview is blind. */
export interface Declared {
  urn: string;
  type: string;
  /** The resource's name in the program. */
  name: string;
  props: Readonly<Record<string, unknown>>;
  protect: boolean;
  additionalSecretOutputs: readonly string[];
  /** The URNs that a property's value comes from. Only rules over the whole stack have them. */
  sources: Readonly<Record<string, readonly string[]>>;
}

/** What @pulumi/policy hands over, for a resource alone and within a stack. */
export interface PolicyView {
  urn: string;
  type: string;
  name: string;
  props: Record<string, unknown>;
  opts: { protect: boolean; additionalSecretOutputs: string[] };
  propertyDependencies?: Record<string, { urn: string }[]>;
}

/** Copies what a policy is given. Its proxies throw at every unknown value, and a rule is to look at the rest. */
export function declared(view: PolicyView): Declared {
  const sources = Object.entries(view.propertyDependencies ?? {}).map(
    ([property, from]) => [property, from.map(({ urn }) => urn)] as const,
  );
  return {
    urn: view.urn,
    type: view.type,
    name: view.name,
    props: plainObject(view.props),
    protect: view.opts.protect,
    additionalSecretOutputs: view.opts.additionalSecretOutputs,
    sources: Object.fromEntries(sources),
  };
}

/** The value at a path such as `loginConfiguration.requireAuthentication`; UNKNOWN if any part is unknown. */
export function valueAt(props: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    if (value === UNKNOWN) return UNKNOWN;
    // The generated SDK has some one-element blocks as lists.
    const block: unknown = Array.isArray(value) ? value[0] : value;
    return isObject(block) ? block[part] : undefined;
  }, props);
}

function plainObject(source: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(source).map((key) => [key, plain(() => source[key])]));
}

function plain(read: () => unknown): unknown {
  const value = readable(read);
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    return Array.from({ length: list.length }, (_, index) => plain(() => list[index]));
  }
  return isObject(value) ? plainObject(value) : value;
}

/** The value that `read` reads from what a policy is given, or UNKNOWN: the SDK throws there. */
export function readable(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    const isUnknown = error instanceof Error && error.message.includes("can't be known");
    if (isUnknown) return UNKNOWN;
    throw error;
  }
}
