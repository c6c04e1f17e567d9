import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWith, officialProvider } from '../support/real-parts.ts';
import { PluginClient } from './support/provider-client.ts';
import type { Bag } from './support/provider-client.ts';

const TYPE = 'tls:index/privateKey:PrivateKey';

/** A state with every generated text reduced to what it is made like. */
function likeness(state: Bag): Bag {
  const entries = Object.entries(state).filter(([name]) => name !== '__pulumi_raw_state_delta');
  return Object.fromEntries(entries.map(([name, value]) => [name, form(value)]));
}

function form(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value as Bag).map(([key, inner]) =>
      key === 'value' ? form(inner) : inner,
    );
  }
  if (typeof value !== 'string' || value.startsWith('{')) return value;
  const kind = /^(-----BEGIN [A-Z ]+-----|SHA256:|ssh-\w+ |ecdsa-[\w-]+ )/.exec(value)?.[0];
  return {
    kind,
    text: kind ? undefined : value.replace(/[0-9a-f]/g, 'h'),
    line: value.endsWith('\n'),
  };
}

describeWith(['providers'], 'beside the official tls provider', () => {
  let official: PluginClient | undefined;
  let embedded: PluginClient | undefined;

  beforeAll(async () => {
    official = await PluginClient.start([officialProvider('tls')]);
    embedded = await PluginClient.start([process.execPath, 'embedded/providers/tls.ts']);
    for (const plugin of [official, embedded]) {
      await plugin.checkConfig({});
      await plugin.configure({});
    }
  });

  afterAll(async () => {
    await Promise.all([official?.stop(), embedded?.stop()]);
  });

  test.each([
    { algorithm: 'RSA' },
    { algorithm: 'RSA', rsaBits: 3072, ecdsaCurve: 'P256' },
    { algorithm: 'ECDSA' },
    { algorithm: 'ECDSA', ecdsaCurve: 'P384' },
    { algorithm: 'ED25519' },
  ])('makes keys of the same form, and each goes on with the other’s: %j', async (inputs) => {
    if (!official || !embedded) throw new Error('a plugin did not start');
    const checked = await official.check(TYPE, 'k', inputs);
    expect(await embedded.check(TYPE, 'k', inputs)).toEqual(checked);
    const preview = await official.create(TYPE, 'k', inputs, true);
    expect(await embedded.create(TYPE, 'k', inputs, true)).toEqual(preview);
    const theirs = await official.create(TYPE, 'k', inputs);
    const ours = await embedded.create(TYPE, 'k', inputs);
    expect(likeness(ours.state)).toEqual(likeness(theirs.state));
    const change = { algorithm: 'RSA', rsaBits: 4096 };
    for (const [heir, { id, state }] of [
      [embedded, theirs],
      [official, ours],
    ] as const) {
      expect(await heir.diff(TYPE, 'k', id, state, inputs, inputs)).toMatchObject({ diffs: [] });
      expect((await heir.read(TYPE, 'k', id, state, inputs)).id).toBe(id);
      expect((await heir.diff(TYPE, 'k', id, state, change, inputs)).replaces).toContain('rsaBits');
    }
  });
});
