import { boolean, integer, string, strings } from '../../framework/properties.ts';
import { TAGS, entityResource } from '../entity.ts';

/** A service: the API behind the gateway. */
export const service = entityResource({
  token: 'kong:index/service:Service',
  kind: 'service',
  path: '/services',
  properties: {
    caCertificateIds: strings(),
    clientCertificateId: string(),
    connectTimeout: integer({ default: 60000 }),
    host: string(),
    name: string({ autoname: true }),
    path: string(),
    port: integer({ default: 80 }),
    protocol: string({ required: true }),
    readTimeout: integer({ default: 60000 }),
    retries: integer({ default: 5 }),
    tags: strings(),
    tlsVerify: boolean(),
    tlsVerifyDepth: integer(),
    writeTimeout: integer({ default: 60000 }),
  },
  fields: {
    caCertificateIds: { json: 'ca_certificates' },
    clientCertificateId: { json: 'client_certificate.id' },
    connectTimeout: { json: 'connect_timeout' },
    host: { json: 'host' },
    name: { json: 'name' },
    path: { json: 'path' },
    port: { json: 'port' },
    protocol: { json: 'protocol' },
    readTimeout: { json: 'read_timeout' },
    retries: { json: 'retries', send: 'given' },
    tags: TAGS,
    tlsVerify: { json: 'tls_verify', send: 'given', removedAs: false },
    tlsVerifyDepth: { json: 'tls_verify_depth' },
    writeTimeout: { json: 'write_timeout' },
  },
});
