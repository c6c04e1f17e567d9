import type { EntitySchema, Field, Schema } from '../schema/field.ts';
import { flag, identity, name, protocol, string, tags, httpProtocols } from './typedefs.ts';

function scope(reference: string): Field {
  return { type: 'foreign', reference, default: null, onDelete: 'cascade' };
}

/** The plugins entity; `variants` holds what each plugin adds to it. */
export function pluginsSchema(variants: Record<string, Schema>): EntitySchema {
  return {
    name: 'plugins',
    endpointKey: 'instance_name',
    uniqueTogether: ['name', 'route', 'service', 'consumer'],
    fields: {
      ...identity,
      name: { ...string, required: true },
      instance_name: name,
      route: scope('routes'),
      service: scope('services'),
      consumer: scope('consumers'),
      config: { type: 'abstract' },
      protocols: { type: 'set', required: true, default: httpProtocols, elements: protocol },
      enabled: flag(true),
      tags,
    },
    variants: {
      key: 'name',
      of: variants,
      unknown: (value) =>
        `plugin '${value}' not enabled; add it to the 'plugins' configuration property`,
    },
  };
}
