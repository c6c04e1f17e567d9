import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sshKey } from '../../embedded/providers/tls/ssh.ts';
import { PluginClient, UNKNOWN } from './support/provider-client.ts';
import type { Bag } from './support/provider-client.ts';

const TYPE = 'tls:index/privateKey:PrivateKey';
const reveal = (value: unknown): string => String((value as { value: unknown }).value);

const hasSsh = spawnSync('ssh-keygen', ['-?']).error === undefined;

describe('tls.PrivateKey', () => {
  let plugin: PluginClient;
  beforeAll(async () => {
    plugin = await PluginClient.start([process.execPath, 'embedded/providers/tls.ts']);
    await plugin.configure({});
  });
  afterAll(() => plugin.stop());

  test.each([
    { inputs: { algorithm: 'RSA' }, pem: 'RSA PRIVATE KEY', type: 'rsa', ssh: 'ssh-rsa' },
    {
      inputs: { algorithm: 'RSA', rsaBits: 3072 },
      pem: 'RSA PRIVATE KEY',
      type: 'rsa',
      ssh: 'ssh-rsa',
    },
    { inputs: { algorithm: 'ECDSA' }, pem: 'EC PRIVATE KEY', type: 'ec', ssh: '' },
    {
      inputs: { algorithm: 'ECDSA', ecdsaCurve: 'P256' },
      pem: 'EC PRIVATE KEY',
      type: 'ec',
      ssh: 'ecdsa-sha2-nistp256',
    },
    {
      inputs: { algorithm: 'ECDSA', ecdsaCurve: 'P521' },
      pem: 'EC PRIVATE KEY',
      type: 'ec',
      ssh: 'ecdsa-sha2-nistp521',
    },
    { inputs: { algorithm: 'ED25519' }, pem: 'PRIVATE KEY', type: 'ed25519', ssh: 'ssh-ed25519' },
  ])('makes a pair that fits: $inputs', async ({ inputs, pem, type, ssh }) => {
    const { id, state } = await plugin.create(TYPE, 'k', inputs);
    expect(reveal(state['privateKeyPem'])).toMatch(new RegExp(`^-----BEGIN ${pem}-----\n`));
    const key = createPrivateKey(reveal(state['privateKeyPemPkcs8']));
    expect(key.asymmetricKeyType).toBe(type);
    if ('rsaBits' in inputs) expect(key.asymmetricKeyDetails?.modulusLength).toBe(inputs.rsaBits);
    const message = Buffer.from('message');
    const signature = sign(null, message, createPrivateKey(reveal(state['privateKeyPem'])));
    const publicKey = createPublicKey(state['publicKeyPem'] as string);
    expect(verify(null, message, publicKey, signature)).toBe(true);
    expect(id).toMatch(/^[0-9a-f]{40}$/);
    expect((state['publicKeyOpenssh'] as string).split(' ')[0]).toBe(ssh);
    expect(await plugin.diff(TYPE, 'k', id, state, inputs, inputs)).toMatchObject({
      changes: 'none',
    });
    expect(await plugin.read(TYPE, 'k', id, state, inputs)).toEqual({ id, state, inputs });
  });

  test.skipIf(!hasSsh).each(['ED25519', 'RSA'])('OpenSSH reads its %s keys', async (algorithm) => {
    const { state } = await plugin.create(TYPE, 'k', { algorithm });
    const directory = mkdtempSync(join(tmpdir(), 'ssh-'));
    try {
      const file = join(directory, 'key');
      writeFileSync(file, reveal(state['privateKeyOpenssh']), { mode: 0o600 });
      const derived = execFileSync('ssh-keygen', ['-y', '-f', file]).toString();
      expect(derived.trim()).toBe((state['publicKeyOpenssh'] as string).trim());
      const print = execFileSync('ssh-keygen', ['-l', '-f', file]).toString();
      expect(print).toContain(state['publicKeyFingerprintSha256'] as string);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('has the fingerprints that the official package gave this key', () => {
    const pem =
      '-----BEGIN PRIVATE KEY-----\n' +
      'MC4CAQAwBQYDK2VwBCIEIBZcExO5aCOT3lbHGdRMLs/uJ5dE4T7bySCYQNabDySa\n' +
      '-----END PRIVATE KEY-----\n';
    expect(sshKey(createPrivateKey(pem))).toMatchObject({
      publicKey:
        'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE3T4JtQqJTjs3eDq58F+vYuzsgwJ4UtijREvTsy+5z0\n',
      fingerprintMd5: '86:d6:97:97:f3:6b:64:74:5a:11:3c:a0:f6:53:01:63',
      fingerprintSha256: 'SHA256:RC5OU1ZmNDg9SiH3Jfztm8n70AhGIFZeD9a5/AQhXMc',
    });
  });

  test('previews everything but the inputs as unknown', async () => {
    const { state } = await plugin.create(TYPE, 'k', { algorithm: 'RSA' }, true);
    expect(state).toMatchObject({
      algorithm: 'RSA',
      rsaBits: 2048,
      publicKeyPem: UNKNOWN,
      privateKeyPem: UNKNOWN,
      id: UNKNOWN,
    });
  });

  test.each<[Bag, string]>([
    [
      { algorithm: 'DSA' },
      'Attribute algorithm value must be one of: ["RSA" "ECDSA" "ED25519"], got: "DSA"',
    ],
    [{ algorithm: 'ECDSA', ecdsaCurve: 'P1' }, 'Attribute ecdsa_curve value must be one of'],
    [{}, 'The argument "algorithm" is required'],
    [{ algorithm: 'RSA', rsaBits: 'many' }, 'expected an integer, got "many"'],
  ])('refuses %j', async (inputs, reason) => {
    const { failures } = await plugin.check(TYPE, 'k', inputs);
    expect(failures.map((failure) => failure.reason).join()).toContain(reason);
  });

  test('is replaced by any change, and cannot be imported', async () => {
    const { id, state } = await plugin.create(TYPE, 'k', { algorithm: 'ED25519' });
    const diff = await plugin.diff(TYPE, 'k', id, state, { algorithm: 'RSA', rsaBits: 4096 });
    expect(diff.replaces).toEqual(['algorithm', 'rsaBits']);
    await expect(plugin.read(TYPE, 'k', id)).rejects.toThrow('does not support import');
  });
});
