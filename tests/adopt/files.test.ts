import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { FoundSettings } from '../../commands/adopt/found.ts';
import { fillImportFile } from '../../commands/shared/import-file.ts';
import { mergeLeaves, mergeSettings } from '../../commands/adopt/settings-file.ts';
import { fitState, resets } from '../../commands/adopt/state.ts';
import { exportedShape, previewShape, type Step } from '../../commands/shared/stack/shapes.ts';

const SETTINGS = {
  ...{ issuer: 'https://login.example.com', tenant: 'Shops', keyClaim: 'iss' as const },
  ...{ gatewayUrl: 'http://kong.internal:8000', applications: [], apis: [] },
};

describe('the settings file', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'adopt-'));
    writeFileSync(join(directory, 'Pulumi.yaml'), 'name: fusionauth-kong\n');
    return () => rmSync(directory, { recursive: true });
  });

  /** The stack's file, and those that it includes, after what was found is added to them. */
  function merged(text: string, found: Partial<FoundSettings>, isDeployed = false) {
    const stackFile = join(directory, 'Pulumi.test.yaml');
    writeFileSync(stackFile, text);
    const place = { stackFile, directory, isDeployed };
    for (const [path, written] of mergeSettings(place, { ...SETTINGS, ...found }))
      writeFileSync(path, written);
    return readFileSync(stackFile, 'utf8');
  }

  const configOf = (text: string) =>
    (parse(text) as { config: Record<string, Record<string, unknown>[]> }).config;

  it('keeps comments and whatever is set', () => {
    const text = [
      '# Owned by the platform team.',
      'config:',
      '  kong:kongAdminUri: http://kong.internal:8001 # through the bastion',
      '  fusionauth-kong:gatewayUrl: https://api.example.com',
      '  fusionauth-kong:tenant: Shops # as in the console',
      '',
    ].join('\n');
    const written = merged(text, {});
    expect(written.startsWith(text)).toBe(true);
    expect(configOf(written)).toMatchObject({
      'fusionauth-kong:gatewayUrl': 'https://api.example.com',
      'fusionauth-kong:issuer': 'https://login.example.com',
    });
  });

  it.each(['', '# nothing yet\n', 'encryptionsalt: v1:abc\n'])('is written from %j', (text) => {
    expect(configOf(merged(text, {}))).toMatchObject({ 'fusionauth-kong:tenant': 'Shops' });
  });

  const API = { name: 'orders', upstream: 'http://orders', routes: [{ name: 'o', paths: ['/o'] }] };
  const application = (name: string, ...emails: string[]) => ({
    ...{ name, consumer: name, users: emails.map((email) => ({ email })) },
    ...{ tokenLifetimeSeconds: 600, keys: [] },
  });
  const WRITTEN = [
    'config:',
    '  fusionauth-kong:applications:',
    '    - name: shop # the web shop',
    '      tokenLifetimeSeconds: 60',
    '      refreshTokens: { lifetimeMinutes: 5 }',
    '      users:',
    '        - email: Ann@example.com',
    '          password:',
    '            secure: v1:abc',
    '  fusionauth-kong:apis:',
    '    - { name: stock, upstream: http://stock, rateLimit: { minute: 5 } }',
    '',
  ].join('\n');

  it('pulumi/pulumi#9509: gets what is new, and every setting that is there stays in its place', () => {
    const written = merged(WRITTEN, {
      applications: [application('shop', 'ann@example.com', 'bob@example.com')],
      apis: [API],
    });
    const added = written.split('\n').filter((line) => !WRITTEN.split('\n').includes(line));
    const kept = written.split('\n').filter((line) => WRITTEN.split('\n').includes(line));
    expect(kept.join('\n')).toBe(WRITTEN);
    expect(added.filter((line) => line.includes('email'))).toEqual([
      '        - email: bob@example.com',
    ]);
    expect(configOf(written)['fusionauth-kong:apis']!.map(({ name }) => name)).toEqual([
      'stock',
      'orders',
    ]);
    const again = merged(written, {
      applications: [application('shop', 'BOB@example.com')],
      apis: [API],
    });
    expect(again).toBe(written);
  });

  it('lets a new application into no API that let in all of those before', () => {
    const { 'fusionauth-kong:apis': apis } = configOf(
      merged(WRITTEN, { applications: [application('till')], apis: [{ ...API, allow: ['till'] }] }),
    );
    expect(apis!.map(({ name, allow }) => [name, allow])).toEqual([
      ['stock', ['shop']],
      ['orders', ['till']],
    ]);
  });

  it('changes an object in the file where it lies', () => {
    mkdirSync(join(directory, 'applications'));
    const file = join(directory, 'applications/shop.yaml');
    writeFileSync(file, '# Team shop.\nname: shop\nusers:\n  - email: ann@example.com\n');
    const text = 'config:\n  fusionauth-kong:include: [applications/*.yaml]\n';
    const written = merged(text, { applications: [application('shop', 'bob@example.com')] });
    expect(configOf(written)).not.toHaveProperty('fusionauth-kong:applications');
    expect(readFileSync(file, 'utf8')).toBe(
      '# Team shop.\nname: shop\nusers:\n  - email: ann@example.com\n  - email: bob@example.com\n',
    );
  });

  it("starts from the project's default where a deployed stack says nothing of its own", () => {
    const project = { config: { apis: { default: [{ name: 'example' }] } } };
    writeFileSync(join(directory, 'Pulumi.yaml'), stringify(project));
    const namesIn = (isDeployed: boolean) =>
      configOf(merged('', { apis: [API] }, isDeployed))['fusionauth-kong:apis']!.map(
        ({ name }) => name,
      );
    expect([namesIn(true), namesIn(false)]).toEqual([['example', 'orders'], ['orders']]);
  });

  it('names what is left to others once', () => {
    const stackFile = join(directory, 'Pulumi.test.yaml');
    writeFileSync(stackFile, 'config:\n  fusionauth-kong:leaves: [a]\n');
    const place = { stackFile, directory, isDeployed: true };
    const [text] = mergeLeaves(place, ['a', 'plugin cors on service orders']).values();
    expect(configOf(text!)['fusionauth-kong:leaves']).toEqual([
      'a',
      'plugin cors on service orders',
    ]);
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

/** A step of a preview. */
function step(said: object): Step {
  const { steps } = previewShape.parse({ steps: [{ op: 'update', ...said }] });
  return steps![0]!;
}

describe('the imported state', () => {
  const urn = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
  const secret = { '4dabf18193072939515e22adb298388d': 'secret', ciphertext: 'v1:abc' };
  const fitted = (
    resource: object,
    inputs: object,
    unread = new Map<string, Record<string, unknown>>(),
  ) => {
    const whole = { urn: urn('kong:T', 'n'), type: 'kong:T', custom: true, ...resource };
    const state = exportedShape.parse({ version: 3, deployment: { resources: [whole] } });
    fitState(state, [step({ urn: whole.urn, newState: { type: whole.type, inputs } })], unread);
    return state.deployment.resources[0]!;
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
    const mailed = step({
      urn: urn('kong:T', 'issuer-tenant'),
      oldState: { type: 'kong:T', inputs: { name: 'old', mail: { host: 'h' } } },
      newState: { type: 'kong:T', inputs: { name: 'new', path: '/' } },
      // A scheme is no input that was read: the provider plans a default of its own.
      diffReasons: ['name', 'mail', 'scheme', 'path'],
    });
    expect(resets([mailed])).toEqual(['issuer-tenant mail']);
  });
});
