import { when } from '../schema/check.ts';
import type { EntitySchema, Field } from '../schema/field.ts';
import { parseUrl } from '../schema/uri.ts';
import { tostring, type Entity, type Value } from '../schema/value.ts';
import { host, identity, list, name, path, port, protocol, string, tags } from './typedefs.ts';

const serviceTimeout: Field = { type: 'integer', between: [1, 2147483646], default: 60000 };

const wellKnownPorts: Record<string, number> = { http: 80, https: 443 };

function expandUrl(value: Value): Entity | undefined {
  const parts = parseUrl(tostring(value));
  if (!parts) return undefined;
  const given = parts.port === undefined ? undefined : Number(parts.port);
  const guessed = given === 443 ? 'https' : 'http';
  const scheme = parts.scheme ?? guessed;
  return {
    protocol: scheme,
    host: parts.host ?? null,
    port:
      given !== undefined && !Number.isNaN(given)
        ? given
        : (parts.port ?? wellKnownPorts[scheme] ?? 80),
    path: parts.path ?? null,
  };
}

const onlyWithTls = ['client_certificate', 'tls_verify', 'tls_verify_depth', 'ca_certificates'];

/** An upstream API. */
export const services: EntitySchema = {
  name: 'services',
  endpointKey: 'name',
  fields: {
    ...identity,
    name,
    retries: { type: 'integer', default: 5, between: [0, 32767] },
    protocol: { ...protocol, required: true, default: 'http' },
    host: { ...host, required: true },
    port: { ...port, required: true, default: 80 },
    path,
    connect_timeout: serviceTimeout,
    write_timeout: serviceTimeout,
    read_timeout: serviceTimeout,
    tags,
    client_certificate: { type: 'foreign', reference: 'certificates' },
    tls_verify: { type: 'boolean' },
    tls_verify_depth: { type: 'integer', default: null, between: [0, 64] },
    ca_certificates: list({ ...string, uuid: true }),
    enabled: { type: 'boolean', required: true, default: true },
  },
  checks: [
    when('protocol', { oneOf: ['tcp', 'tls', 'udp', 'grpc', 'grpcs'] }, 'path', { eq: null }),
    ...onlyWithTls.map((field) =>
      when('protocol', { notOneOf: ['https', 'tls'] }, field, { eq: null }),
    ),
  ],
  shorthands: { url: { field: string, expand: expandUrl } },
};
