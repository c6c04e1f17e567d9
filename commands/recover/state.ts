import { z } from 'zod';
import { kindOf } from '../../catalogue/catalogue.ts';
import { isHidden } from '../../catalogue/redact.ts';
import { SECRET_SIGNATURE, SIGNATURE, isObject } from '../../catalogue/values.ts';
import type { Exported } from '../shared/stack/shapes.ts';
import { resourceShape, type Declared, type StateResource } from './declared.ts';
import type { Found } from './find.ts';

const shape = z.looseObject({
  version: z.number(),
  deployment: z.looseObject({ resources: z.array(resourceShape).default([]) }),
});

/** A stack's state, with what recovery needs of each resource. */
export type State = z.infer<typeof shape>;

export function parseState(exported: Exported): State {
  return shape.parse(exported);
}

/** The resources that are not waiting to be deleted. */
export function heldIn({ deployment }: State): Map<string, StateResource> {
  return new Map(
    deployment.resources.filter((one) => !one.delete).map((one) => [one.urn, one] as const),
  );
}

/**
 * The state with what was found, and without word of what was being done.
 *
 * An object is put in as the program declares it, with its id: a refresh reads the rest. One whose id changed is
 * exchanged; if the old one is there still, it waits to be deleted, as after a replacement.
 *
 * @param isGone whether the state's object of that URN is gone.
 */
export function withFound(
  state: State,
  declared: readonly Declared[],
  found: readonly Found[],
  isGone: (urn: string) => boolean,
): State {
  const resources = new Map(heldIn(state));
  const deleted = state.deployment.resources.filter((one) => one.delete);
  const wanted = new Map(declared.map(({ resource }) => [resource.urn, resource] as const));
  const include = (resource: StateResource): void => {
    const parent = resource.parent === undefined ? undefined : wanted.get(resource.parent);
    if (parent && !resources.has(parent.urn))
      include({ ...parent, inputs: sealed(parent, parent.inputs) });
    resources.set(resource.urn, fitting(resource, resources));
  };
  for (const { declared: one, id, inputs } of found) {
    const { urn, provider = '' } = one.resource;
    const old = resources.get(urn);
    if (old && old.id !== id && !isGone(urn)) deleted.push({ ...old, delete: true });
    const values = { ...one.resource.inputs, ...inputs };
    include({
      ...one.resource,
      id,
      ...{ inputs: sealed(one.resource, values), outputs: sealed(one.resource, values) },
      provider: providerOf(provider, resources),
    });
  }
  const { pending_operations: dropped, ...deployment } = state.deployment;
  void dropped;
  return {
    ...state,
    deployment: { ...deployment, resources: [...resources.values(), ...deleted] },
  };
}

/** The providers of what was found that the state does not have, by URN. */
export function lackingProviders(state: State, found: readonly Found[]): Map<string, Found> {
  const held = heldIn(state);
  const lacking = new Map<string, Found>();
  for (const one of found) {
    const [urn] = splitProvider(one.declared.resource.provider ?? '');
    if (!held.has(urn) && !lacking.has(urn)) lacking.set(urn, one);
  }
  return lacking;
}

/** A reference to a provider ends in its id, which a preview does not know of one that is to be made. */
function providerOf(reference: string, resources: ReadonlyMap<string, StateResource>): string {
  const [urn] = splitProvider(reference);
  return `${urn}::${resources.get(urn)?.id ?? ''}`;
}

function splitProvider(reference: string): [urn: string, id: string] {
  const at = reference.lastIndexOf('::');
  return [reference.slice(0, at), reference.slice(at + 2)];
}

/** A resource that refers to nothing that is not in the state. */
function fitting(
  resource: StateResource,
  resources: ReadonlyMap<string, StateResource>,
): StateResource {
  const held = (urns: readonly string[] | null | undefined) =>
    (urns ?? []).filter((urn) => resources.has(urn));
  const properties = Object.entries(resource.propertyDependencies ?? {});
  return {
    ...resource,
    dependencies: held(resource.dependencies),
    propertyDependencies: Object.fromEntries(
      properties.map(([name, urns]) => [name, held(urns)] as const),
    ),
  };
}

/** The values that are known, secret ones marked for the engine to encrypt. */
function sealed(
  { type, additionalSecretOutputs }: StateResource,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = kindOf(type)?.properties ?? {};
  const secret = new Set(z.array(z.string()).catch([]).parse(additionalSecretOutputs));
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isHidden(value))
      .map(([name, value]) => {
        const isSecret = secret.has(name) || properties[name]?.secret === true;
        return [name, isSecret ? asSecret(value) : value] as const;
      }),
  );
}

/** A secret as the engine takes one, to encrypt it. */
export function asSecret(value: unknown): unknown {
  if (isObject(value) && SIGNATURE in value) return value;
  return { [SIGNATURE]: SECRET_SIGNATURE, plaintext: JSON.stringify(value) };
}
