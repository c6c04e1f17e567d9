import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFusionAuth } from '../server.ts';
import type { Running } from '../server.ts';
import { codes } from '../strict.ts';

let fusionAuth: Running;

beforeAll(async () => {
  fusionAuth = await startFusionAuth();
});
afterAll(() => fusionAuth.stop());

const make = (key: object, how = 'generate') =>
  fusionAuth.request('POST', `/api/key/${how}`, { key });

test('22: a fresh server publishes one RSA key', async () => {
  const answer = await fusionAuth.request('GET', '/.well-known/jwks.json');
  expect(answer.at('keys')).toEqual([
    expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' }),
  ]);
});

test('47: Ed25519 keys are made, imported and published', async () => {
  const made = await make({ name: 'made', algorithm: 'Ed25519' });
  expect(made.at('key')).toMatchObject({ algorithm: 'Ed25519', type: 'OKP', hasPrivateKey: true });
  const certificate = new X509Certificate(made.string('key.certificate'));
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  const { publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const imported = await make({ name: 'imported', publicKey: pem }, 'import');
  expect(imported.at('key')).toMatchObject({ algorithm: 'Ed25519', type: 'OKP' });
  const wrong = await make({ name: 'wrong', publicKey: pem, algorithm: 'ES256' }, 'import');
  expect(codes(wrong.body)).toEqual(['[invalid]key.algorithm']);
  const set = await fusionAuth.request('GET', '/.well-known/jwks.json');
  expect(set.at('keys')).toContainEqual(
    expect.objectContaining({ crv: 'Ed25519', kid: made.at('key.kid'), kty: 'OKP' }),
  );
});

test('49: only pairs say whether they have a private half', async () => {
  const secret = await make({ name: 'secret', algorithm: 'HS256' });
  expect(secret.at('key')).not.toHaveProperty('hasPrivateKey');
  const list = await fusionAuth.request('GET', '/api/key');
  for (const key of list.at('keys') as Record<string, unknown>[])
    expect('hasPrivateKey' in key).toBe(key['type'] !== 'HMAC');
});

test.each([
  ['ES256', 256, 384],
  ['ES384', 384, 256],
  ['ES512', 521, 512],
])('50: the length of an %s key is that of its curve', async (algorithm, length, other) => {
  const wrong = await make({ name: `wrong ${algorithm}`, algorithm, length: other });
  expect([wrong.status, codes(wrong.body)]).toEqual([400, ['[invalid]key.length']]);
  const right = await make({ name: algorithm, algorithm, length });
  expect(right.at('key.length')).toBe(length);
});
