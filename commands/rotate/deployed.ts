import { application } from '../../catalogue/fusionauth/application.ts';
import { entityType } from '../../catalogue/fusionauth/entity-type.ts';
import { componentType } from '../../catalogue/names.ts';
import type { Resource } from '../shared/stack/shapes.ts';
import type { Client } from './facts.ts';

/** A client as the stack's state has it. */
export interface Deployed {
  /** FusionAuth's id of what names the signing key: the application, or the machine's entity type. */
  signerId?: string;
  keys: readonly DeployedKey[];
}

export interface DeployedKey {
  name: string;
  keyId: string;
  kid: string;
}

const TYPES = {
  application: ['Application', application.type],
  machine: ['Machine', entityType.type],
} as const;

/** Finds a client in the state. */
export function readDeployed(resources: readonly Resource[], { kind, name }: Client): Deployed {
  const [component, signer] = TYPES[kind];
  const own = resources.find(
    ({ type, urn }) => type === componentType(component) && urn.endsWith(`::${name}`),
  );
  const children = resources.filter(({ parent }) => own && parent === own.urn);
  const signerId = children.find(({ type }) => type === signer)?.id;
  const keys = children
    .filter(({ type }) => type === componentType('SigningKey'))
    .map(({ inputs, outputs }) => ({
      name: String(inputs['keyName']),
      keyId: String(outputs['keyId']),
      kid: String(outputs['kid']),
    }));
  return { keys, ...(signerId !== undefined && { signerId }) };
}
