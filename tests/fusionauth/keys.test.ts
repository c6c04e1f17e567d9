import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importSPKI } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from './server.ts';
import { startStrict, TENANT } from './strict.ts';

let fusionAuth: Running;
let count = 0;

beforeAll(async () => {
  fusionAuth = await startStrict();
});
afterAll(() => fusionAuth.stop());

test('a kid is the SHA-1 thumbprint of the key, and its certificate fits it', async () => {
  for (const [algorithm, length] of [
    ['RS256', 2048],
    ['ES256', undefined],
    ['ES384', undefined],
    ['ES512', undefined],
  ] as const) {
    const made = await fusionAuth.request('POST', '/api/key/generate', {
      key: { name: `thumb ${algorithm}`, algorithm, length, issuer: 'someone' },
    });
    const jwk = await exportJWK(await importSPKI(made.string('key.publicKey'), algorithm));
    // The members that RFC 7638 hashes, in its order.
    const { crv, e, kty, n, x, y } = jwk;
    const canonical = JSON.stringify(kty === 'EC' ? { crv, kty, x, y } : { e, kty, n });
    expect(made.at('key.kid')).toBe(createHash('sha1').update(canonical).digest('base64url'));
    expect(await calculateJwkThumbprint(jwk)).toBe(
      createHash('sha256').update(canonical).digest('base64url'),
    );
    const certificate = new X509Certificate(made.string('key.certificate'));
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim()).toBe(
      made.at('key.publicKey'),
    );
    expect(certificate.subject).toBe('CN=someone');
  }
});

test('parts of an imported key must belong together', async () => {
  const [one, two] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ];
  const pem = { type: 'spki', format: 'pem' } as const;
  const privateKey = one.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const attempt = (key: object) =>
    fusionAuth.request('POST', '/api/key/import', {
      key: { name: `import ${(count += 1)}`, ...key },
    });
  const mismatch = await attempt({ privateKey, publicKey: two.publicKey.export(pem) });
  expect([mismatch.status, mismatch.text]).toEqual([
    400,
    expect.stringContaining('[mismatch]key.privateKey'),
  ]);
  const asPublic = await attempt({ publicKey: privateKey });
  expect([asPublic.status, asPublic.text]).toEqual([
    400,
    expect.stringContaining('[invalid]key.publicKey'),
  ]);
  const family = await attempt({ algorithm: 'ES256', publicKey: one.publicKey.export(pem) });
  expect([family.status, family.text]).toEqual([
    400,
    expect.stringContaining('[invalid]key.algorithm'),
  ]);
  const verifyOnly = await attempt({ publicKey: one.publicKey.export(pem) });
  expect(verifyOnly.at('key')).toMatchObject({
    algorithm: 'RS256',
    hasPrivateKey: false,
    type: 'RSA',
    length: 2048,
  });
  const signing = await fusionAuth.client
    .patchTenant(TENANT, {
      tenant: { jwtConfiguration: { accessTokenKeyId: verifyOnly.string('key.id') } },
    })
    .catch((refusal: { statusCode: number }) => refusal);
  expect(signing.statusCode).toBe(400);
});
