import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import type { EntitySchema, Field } from '../schema/field.ts';
import { text, type Entity, type Value } from '../schema/value.ts';
import { id, identity, string, tags, wildcardHost } from './typedefs.ts';

/** What OpenSSL says of text that is no PEM. */
const NO_PEM =
  'error:680008E:asn1 encoding routines:asn1_d2i_read_bio:not enough data:crypto/asn1/a_d2i_fp.c:218:';

function parse(pem: Value): X509Certificate | undefined {
  try {
    return new X509Certificate(text(pem) ?? '');
  } catch {
    return undefined;
  }
}

/** The public key in PEM, of a certificate's or of a private key's. */
function publicPem(of: () => Parameters<typeof createPublicKey>[0]): string | undefined {
  try {
    return createPublicKey(of()).export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined;
  }
}

const keyOfCertificate = (pem: Value) => publicPem(() => text(pem) ?? '');
const keyOfPrivate = (pem: Value) => publicPem(() => createPrivateKey(text(pem) ?? ''));

const certificate: Field = {
  ...string,
  check: (pem: string) => (parse(pem) ? undefined : `invalid certificate: x509.new: ${NO_PEM}`),
};
const privateKey: Field = {
  ...string,
  check: (pem: string) =>
    keyOfPrivate(pem) ? undefined : `invalid key: pkey.new:load_key: ${NO_PEM}`,
};

function pairProblem(cert: string, key: string, message: string) {
  return (entity: Entity): string | undefined => {
    const [one, other] = [text(entity[cert]), text(entity[key])];
    if (one === undefined || other === undefined) return undefined;
    return keyOfCertificate(one) === keyOfPrivate(other) ? undefined : message;
  };
}

function sameTypeProblem({ cert, cert_alt }: Entity): string | undefined {
  const [one, other] = [parse(cert), parse(cert_alt)];
  if (one?.publicKey.asymmetricKeyType !== other?.publicKey.asymmetricKeyType) return undefined;
  return (
    'certificate and alternative certificate need to have different type (e.g. RSA and ECDSA), ' +
    'the provided certificates were both of the same type'
  );
}

/** What the gateway shows of itself over TLS, and to services that ask for a client certificate. */
export const certificates: EntitySchema = {
  name: 'certificates',
  fields: {
    ...identity,
    cert: { ...certificate, required: true },
    key: { ...privateKey, required: true },
    cert_alt: certificate,
    key_alt: privateKey,
    tags,
  },
  checks: [
    { kind: 'allOrNone', fields: ['cert_alt', 'key_alt'] },
    {
      kind: 'custom',
      fields: ['cert', 'key'],
      check: pairProblem('cert', 'key', 'certificate does not match key'),
    },
    {
      kind: 'custom',
      fields: ['cert_alt', 'key_alt'],
      check: pairProblem('cert_alt', 'key_alt', 'alternative certificate does not match key'),
    },
    { kind: 'custom', fields: ['cert', 'cert_alt'], check: sameTypeProblem },
  ],
};

/** A server name and the certificate that is tostring for it. */
export const snis: EntitySchema = {
  name: 'snis',
  endpointKey: 'name',
  fields: {
    id,
    name: { ...wildcardHost, required: true, unique: true },
    created_at: identity['created_at']!,
    updated_at: identity['updated_at']!,
    tags,
    certificate: {
      ...{ type: 'foreign', reference: 'certificates', required: true },
      onDelete: 'cascade',
    },
  },
};

function authorityProblem({ cert }: Entity): string | undefined {
  const parsed = parse(cert);
  if (!parsed) return undefined;
  if (!parsed.ca) {
    return 'certificate does not appear to be a CA because it is missing the "CA" basic constraint';
  }
  return new Date(parsed.validTo) > new Date()
    ? undefined
    : 'certificate expired, "Not After" time is in the past';
}

/** An authority whose certificates of services are trusted. */
export const caCertificates: EntitySchema = {
  name: 'ca_certificates',
  fields: {
    ...identity,
    cert: { ...certificate, required: true },
    cert_digest: { ...string, unique: true },
    tags,
  },
  checks: [{ kind: 'custom', fields: ['cert'], check: authorityProblem }],
  derive: (row) => ({
    ...row,
    cert_digest: parse(row['cert'])?.fingerprint256.replaceAll(':', '').toLowerCase(),
  }),
};
