import { expect, test } from 'vitest';
import type { PluginClient } from '../providers/support/provider-client.ts';
import { missing } from '../support/real-parts.ts';
import { embeddedPlugin, officialProvider } from './official.ts';
import { token } from './parity/live.ts';
import { lives } from './parity/lives.ts';
import type { Life } from './parity/lives.ts';
import { startRecorder } from './recorder.ts';

// A stack may change from one plugin to the other: what one has made, the other goes on with.
const NAME = 'x';
/** FusionAuth never shows this key again, so either plugin wants to replace it after a refresh. */
const SHOWN_ONCE = 'API key that is shown once';

/** Made by the first plugin, read and edited by the second; deletes it when asked to. */
async function handOver(life: Life, first: PluginClient, second: PluginClient) {
  const type = token(life.type);
  const { inputs, failures } = await first.check(type, NAME, life.inputs);
  if (failures.length > 0) return undefined;
  const made = await first.create(type, NAME, inputs).catch(() => undefined);
  if (!made) return undefined;
  const { id, state } = made;
  const taken = await second.check(type, NAME, life.inputs, inputs);
  const before = await second.diff(type, NAME, id, state, taken.inputs, inputs);
  const read = await second.read(type, NAME, id, state, inputs);
  const after = await second.diff(type, NAME, id, read.state, taken.inputs, inputs);
  expect([life.name, before.diffs]).toEqual([life.name, []]);
  expect([life.name, after.diffs]).toEqual([life.name, life.name === SHOWN_ONCE ? ['key'] : []]);
  const [edit] = Object.values(life.edits ?? {});
  if (edit) {
    const news = (await second.check(type, NAME, edit, inputs)).inputs;
    const plan = await second.diff(type, NAME, id, read.state, news, inputs);
    if (plan.changes === 'some' && plan.replaces.length === 0) {
      const updated = await second.update(type, NAME, id, read.state, news, inputs);
      const back = await first.diff(type, NAME, id, updated, news, news);
      expect([life.name, 'back', back.diffs]).toEqual([life.name, 'back', []]);
    }
  }
  return () => second.delete(type, NAME, id, read.state, inputs);
}

test.skipIf(missing('providers')).each([
  ['official', 'embedded'],
  ['embedded', 'official'],
] as const)('what the %s plugin made, the %s one goes on with', async (from, to) => {
  const server = await startRecorder();
  const [official, embedded] = [
    await officialProvider(server.url),
    await embeddedPlugin(server.url),
  ];
  const [first, second] = from === 'official' ? [official, embedded] : [embedded, official];
  const deletions: (() => Promise<void>)[] = [];
  for (const life of lives) {
    const remove = await handOver(life, first, second);
    if (remove) deletions.unshift(remove);
  }
  expect([to, deletions.length]).toEqual([to, 22]);
  for (const remove of deletions) await remove();
  await Promise.all([official.stop(), embedded.stop(), server.stop()]);
});
