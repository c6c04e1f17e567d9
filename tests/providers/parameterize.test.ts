import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PluginClient } from './support/provider-client.ts';

const COMMAND: [string, string] = [process.execPath, 'embedded/providers/terraform-provider.ts'];
const REMOTE = '{"remote":{"url":"registry.opentofu.org/fusionauth/fusionauth","version":"1.3.6"}}';
const KEY = 'fusionauth:index/key:Key';

describe('terraform-provider', () => {
  let plugin: PluginClient;
  beforeAll(async () => {
    plugin = await PluginClient.start(COMMAND);
  });
  afterAll(() => plugin.stop());

  test('has a version and a schema of its own, and no resources before it has parameters', async () => {
    expect(await plugin.pluginInfo()).toBe('1.1.0');
    expect(await plugin.schema()).toMatchObject({ name: 'terraform-provider', version: '1.1.0' });
    await expect(plugin.check(KEY, 'k', {})).rejects.toThrow('has not been parameterized');
  });

  test.each([
    [['hashicorp/random', '3.0.0'], 'hashicorp/random 3.0.0 was asked for'],
    [['fusionauth/fusionauth', '1.0.0'], 'has fusionauth 1.3.6, but fusionauth/fusionauth 1.0.0'],
  ])('refuses %j and says what it has', async (args, message) => {
    await expect(plugin.parameterize(...args)).rejects.toThrow(message);
  });

  test('becomes fusionauth, once', async () => {
    const answer = await plugin.parameterize('fusionauth/fusionauth', '1.3.6');
    expect(answer).toEqual({ name: 'fusionauth', version: '1.3.6' });
    expect(await plugin.schema('fusionauth', '1.3.6')).toMatchObject({ name: 'fusionauth' });
    await expect(plugin.parameterize('fusionauth/fusionauth')).rejects.toThrow(
      'provider is already parameterized to (fusionauth, 1.3.6)',
    );
  });
});

describe.each([
  ['arguments', (p: PluginClient) => p.parameterize('registry.opentofu.org/fusionauth/fusionauth')],
  ['what an SDK stored', (p: PluginClient) => p.parameterizeValue('fusionauth', '1.3.6', REMOTE)],
])('parameterized by %s', (_how, parameterize) => {
  let plugin: PluginClient;
  beforeAll(async () => {
    plugin = await PluginClient.start(COMMAND, { FA_API_KEY: 'from-environment' });
    await parameterize(plugin);
  });
  afterAll(() => plugin.stop());

  test('it checks its settings, those of the environment included', async () => {
    const { failures } = await plugin.checkConfig({});
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('The argument "host" is required'),
    ]);
    expect(failures[0]?.reason).toMatch(/`pulumi config set fusionauth:host …` or in FA_DOMAIN/);
    expect((await plugin.checkConfig({ host: 'http://localhost:9011' })).failures).toEqual([]);
  });

  test('it previews a key', async () => {
    const { inputs } = await plugin.check(KEY, 'k', { algorithm: 'RS256', length: 2048 });
    const { state } = await plugin.create(KEY, 'k', inputs, true);
    expect(state).toMatchObject({ algorithm: 'RS256', length: 2048, name: inputs['name'] });
  });
});
