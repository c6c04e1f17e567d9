import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillImportFile } from '../../commands/adopt/import-file.ts';
import { writeSettings } from '../../commands/adopt/settings-file.ts';
import { fitState, resets } from '../../commands/adopt/state.ts';

const SETTINGS = {
  ...{ issuer: 'https://login.example.com', tenant: 'Shops', keyClaim: 'iss' as const },
  ...{ gatewayUrl: 'http://kong.internal:8000', applications: [], apis: [] },
};

describe('the settings file', () => {
  it('keeps comments, other settings and the address of the gateway', () => {
    const text = [
      '# Owned by the platform team.',
      'config:',
      '  kong:kongAdminUri: http://kong.internal:8001 # through the bastion',
      '  fusionauth-kong:gatewayUrl: https://api.example.com',
      '  fusionauth-kong:tenant: Shops # as in the console',
      '',
    ].join('\n');
    const written = writeSettings(text, SETTINGS);
    expect(written.startsWith(text)).toBe(true);
    const { config } = parse(written) as { config: Record<string, unknown> };
    expect(config).toMatchObject({
      'fusionauth-kong:gatewayUrl': 'https://api.example.com',
      'fusionauth-kong:issuer': 'https://login.example.com',
    });
  });

  it.each(['', '# nothing yet\n', 'encryptionsalt: v1:abc\n'])('is written from %j', (text) => {
    const { config } = parse(writeSettings(text, SETTINGS)) as { config: object };
    expect(config).toMatchObject({ 'fusionauth-kong:tenant': 'Shops' });
  });
});

describe('the import file', () => {
  const previewed = JSON.stringify({
    resources: [
      { type: 'x:Part', name: 'full', component: true },
      { type: 'x:Part', name: 'emptyPart', logicalName: 'empty', component: true },
      { type: 'kong:Service', name: 'api', id: '<PLACEHOLDER>', parent: 'full', version: '4.6.1' },
      { type: 'kong:Plugin', name: 'api-acl', id: '<PLACEHOLDER>', parent: 'emptyPart' },
      { type: 'fusionauth:Key', name: 'a', logicalName: 'b', id: '<PLACEHOLDER>', parent: 'full' },
    ],
  });

  it('has what was found, under the names of the program, and no component without parts', () => {
    const ids = new Map([
      ['kong:Service api', 's1'],
      ['fusionauth:Key b', 'k1'],
    ]);
    expect(fillImportFile(previewed, ids).resources).toEqual([
      { type: 'x:Part', name: 'full', component: true },
      { type: 'kong:Service', name: 'api', id: 's1', parent: 'full', version: '4.6.1' },
      expect.objectContaining({
        ...{ name: 'a', logicalName: 'b', id: 'k1', version: '1.3.6' },
        parameterization: expect.objectContaining({ pluginName: 'terraform-provider' }) as unknown,
      }),
    ]);
  });
});

describe('the imported state', () => {
  const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
  const secret = { '4dabf18193072939515e22adb298388d': 'secret', ciphertext: 'v1:abc' };
  const state = (resources: object[]) => JSON.stringify({ version: 3, deployment: { resources } });
  const fitted = (
    resource: object,
    inputs: object,
    unread = new Map<string, Record<string, unknown>>(),
  ) => {
    const whole = { urn: urn('kong:T', 'n'), type: 'kong:T', custom: true, ...resource };
    const steps = [{ urn: whole.urn, newState: { inputs } }];
    const text = fitState(state([whole]), JSON.stringify({ steps }), unread);
    return (JSON.parse(text) as { deployment: { resources: Record<string, unknown>[] } }).deployment
      .resources[0]!;
  };

  it('keeps the values of what the program declares, and nothing else', () => {
    const inputs = { name: 'old', mail: { host: 'h' }, jwt: { ttl: 60, policy: 'Fixed' } };
    const wanted = { name: 'new', jwt: { ttl: 300 } };
    expect(fitted({ inputs }, wanted)['inputs']).toEqual({ name: 'old', jwt: { ttl: 60 } });
  });

  it('knows from the outputs what equals a default', () => {
    const resource = { inputs: {}, outputs: { retries: 5, path: '/old' } };
    expect(fitted(resource, { retries: 5, path: '/' })['inputs']).toEqual({ retries: 5 });
  });

  it('leaves secrets encrypted', () => {
    expect(fitted({ inputs: { secret } }, { secret: '[secret]' })['inputs']).toEqual({ secret });
  });

  it('adds what the provider does not read', () => {
    const unread = new Map([['kong:T n', { configJson: '{}' }]]);
    const resource = fitted(
      { inputs: {}, outputs: { id: 'x' } },
      { configJson: '{"a":1}' },
      unread,
    );
    expect(resource).toMatchObject({
      inputs: { configJson: '{}' },
      outputs: { id: 'x', configJson: '{}' },
    });
  });

  it.each([
    [{ issuer: 'i' }, { issuer: 'i' }],
    [{ users: [{ password: '[secret]' }] }, undefined],
  ])('gives a component the inputs %j, unless one is not shown', (wanted, expected) => {
    expect(fitted({ custom: false }, wanted)['inputs']).toEqual(expected);
  });

  it('tells what the provider would set back although the program is silent', () => {
    const step = {
      urn: urn('kong:T', 'issuer-tenant'),
      oldState: { inputs: { name: 'old', mail: { host: 'h' } } },
      newState: { inputs: { name: 'new', path: '/' } },
      // A scheme is no input that was read: the provider plans a default of its own.
      diffReasons: ['name', 'mail', 'scheme', 'path'],
    };
    expect(resets(JSON.stringify({ steps: [step] }))).toEqual(['issuer-tenant mail']);
  });
});
