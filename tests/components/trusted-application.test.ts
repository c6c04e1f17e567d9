import { generateKeyPairSync } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, it } from 'vitest';
import type { IssuerTrust } from '../../components/issuer-trust.ts';
import { TrustedApplication, requirePublicKey } from '../../components/trusted-application.ts';
import { declare, isSecret, the, type Answers } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'kong:index/consumer:Consumer': () => ({}),
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': () => ({}),
  'kong:index/consumerAcl:ConsumerAcl': () => ({}),
};

const publicKeyPem = rsaPair(2048).publicKey;

function rsaPair(modulusLength: number): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

function trust(...kids: string[]): IssuerTrust {
  return {
    issuer: pulumi.output('https://login.example.com'),
    clientId: pulumi.output('app-1'),
    keys: kids.map((kid, index) => ({
      name: `key-${index}`,
      state: index === 0 ? 'signing' : 'verifying',
      kid: pulumi.output(kid),
      publicKeyPem: pulumi.output(publicKeyPem),
    })),
  };
}

function declareShop(keyClaim: 'iss' | 'kid', ...kids: string[]) {
  const args = { consumer: 'shop', keyClaim };
  return declare(() => new TrustedApplication('shop', { ...args, trust: trust(...kids) }), ANSWERS);
}

describe('a trusted application', () => {
  it('is a consumer with both names, so that a later update is not refused', async () => {
    const consumer = the(await declareShop('iss', 'k1'), 'kong:index/consumer:Consumer');
    expect(consumer.inputs).toEqual({ username: 'shop', customId: 'app-1' });
  });

  it('has a credential whose key is the issuer', async () => {
    const credential = the(
      await declareShop('iss', 'k1'),
      'kong:index/consumerJwtAuth:ConsumerJwtAuth',
    );
    expect(credential.inputs).toMatchObject({
      consumerId: 'shop-consumer-id',
      algorithm: 'RS256',
      key: 'https://login.example.com',
      rsaPublicKey: publicKeyPem,
    });
  });

  it('has a credential for each live key when Kong looks up the kid', async () => {
    const registered = await declareShop('kid', 'k1', 'k2');
    const credentials = registered.filter((r) => r.type.endsWith('ConsumerJwtAuth'));
    expect(credentials.map(({ name, inputs }) => [name, inputs['key']])).toEqual([
      ['shop/key-0-credential', 'k1'],
      ['shop/key-1-credential', 'k2'],
    ]);
  });

  it('has an HMAC secret that nobody can guess or see', async () => {
    const declared = [await declareShop('iss', 'k1'), await declareShop('iss', 'k1')];
    const secrets = declared.map(
      (registered) =>
        the(registered, 'kong:index/consumerJwtAuth:ConsumerJwtAuth').inputs['secret'],
    );
    const values = secrets.map((secret) =>
      isSecret(secret) ? String(secret.value) : 'not secret',
    );
    expect(values.map((value) => value.length)).toEqual([43, 43]);
    expect(values[0]).not.toBe(values[1]);
  });
});

describe('requirePublicKey', () => {
  it('lets an RSA public key of 2048 bits pass unchanged', () => {
    expect(requirePublicKey(publicKeyPem)).toBe(publicKeyPem);
  });

  const elliptic = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  it.each([
    ['a private key', rsaPair(2048).privateKey, 'no public key in PEM'],
    ['a small key', rsaPair(1024).publicKey, 'of 1024 bits'],
    ['an elliptic key', elliptic.publicKey, 'of type ec'],
    ['a damaged key', publicKeyPem.replace('MII', 'XXX'), 'not readable'],
    ['nothing', '', 'no public key in PEM'],
  ])('refuses %s without repeating it', (_, pem, fault) => {
    const lines = pem.split('\n').slice(1, 3);
    const message = errorOf(() => requirePublicKey(pem));
    expect(message).toContain(`FusionAuth's key is ${fault}`);
    for (const line of lines) expect(message).not.toContain(line);
  });
});

function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
