import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeWith, officialProvider, takeRealKong } from '../../support/real-parts.ts';
import { PluginClient } from '../support/provider-client.ts';
import { lifeCycles } from './cases.ts';
import { compareWithOfficial } from './compare.ts';
import { embedded } from './run.ts';

/** One life of each type, with all properties. */
const full = lifeCycles().filter((life) => life.name.endsWith(': full'));

describeWith(['kong', 'providers'], 'beside the official kong provider on a real Kong', () => {
  let official = '';
  let kong: Awaited<ReturnType<typeof takeRealKong>> | undefined;
  const admin = (): string => kong?.admin ?? '';

  beforeAll(async () => {
    official = officialProvider('kong');
    kong = await takeRealKong();
  });

  afterAll(async () => {
    await kong?.release();
  });

  // The rest of the lives is compared when answers are recorded: npm run parity -- plugins record.
  test('leads the same lives', async () => {
    const { total, differing } = await compareWithOfficial(official, admin(), { lives: full });
    expect(total).toBe(10);
    expect(Object.fromEntries(differing)).toEqual({});
  });

  describe.each([
    { first: 'official', then: 'embedded' },
    { first: 'embedded', then: 'official' },
  ])('what the $first one made, the $then one goes on with', ({ first, then }) => {
    const plugins: Record<string, PluginClient> = {};
    const of = (name: string): PluginClient => plugins[name] as PluginClient;

    beforeAll(async () => {
      for (const [name, command] of [
        ['official', [official]],
        ['embedded', embedded],
      ] as const) {
        const plugin = await PluginClient.start(command);
        await plugin.checkConfig({ kongAdminUri: admin() });
        await plugin.configure({ kongAdminUri: admin() });
        plugins[name] = plugin;
      }
    });

    afterAll(() => Promise.all(Object.values(plugins).map((plugin) => plugin.stop())));

    test.each(full)('$name', async ({ type, inputs: program }) => {
      const [maker, heir] = [of(first), of(then)];
      const { inputs } = await maker.check(type, 'x', program);
      const { id, state } = await maker.create(type, 'x', inputs);
      try {
        const again = (await heir.check(type, 'x', program, inputs)).inputs;
        const unchanged = await heir.diff(type, 'x', id, state, again, inputs);
        expect(unchanged).toEqual(await maker.diff(type, 'x', id, state, inputs, inputs));
        const read = await heir.read(type, 'x', id, state, inputs);
        expect(read.id).toBe(id);
        const after = await heir.diff(type, 'x', id, read.state, again, read.inputs);
        expect(after).toEqual(unchanged);
        const edited = { ...program, tags: ['edited'] };
        const news = (await heir.check(type, 'x', edited, inputs)).inputs;
        const diff = await heir.diff(type, 'x', id, state, news, inputs);
        expect(diff.diffs).toContain('tags');
        if (diff.replaces.length > 0) return;
        const updated = await heir.update(type, 'x', id, state, news, inputs);
        expect(updated['tags']).toEqual(['edited']);
      } finally {
        await heir.delete(type, 'x', id, state, inputs);
      }
      expect((await maker.read(type, 'x', id, state, inputs)).id).toBe('');
    });
  });
});
