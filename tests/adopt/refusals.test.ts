import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { search, take, type AdoptPlace } from '../../commands/adopt/adopt.ts';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { fusionAuthByHand, kongByHand, serversOf } from './by-hand.ts';

let platform: Platform;
let directory: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  const servers = serversOf(platform);
  await kongByHand(servers, await fusionAuthByHand(servers));
});

afterAll(() => platform?.stop());

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'adopt-'));
  return () => rmSync(directory, { recursive: true, force: true });
});

/** A place with a CLI that answers without running. */
function placeWith(
  answers: Record<string, unknown>,
  config: Record<string, unknown> = {},
): AdoptPlace {
  const values = { ...guideConfig(platform), ...config };
  const configured = Object.entries(values).map(([key, value]) => [key, { value: String(value) }]);
  const all: Record<string, unknown> = {
    config: Object.fromEntries(configured) as unknown,
    stack: { deployment: {} },
    ...answers,
  };
  return {
    stack: 'test',
    directory,
    importFile: join(directory, 'import.json'),
    env: { FA_API_KEY: API_KEY },
    cli: (command) => {
      const answer = all[command];
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(JSON.stringify(answer));
    },
  };
}

const NO_CHOICE = { users: [] };

it('refuses a stack that declares something else', async () => {
  const resources = [
    { type: 'pulumi:pulumi:Stack', urn: 'urn:pulumi:test::p::pulumi:pulumi:Stack::p-test' },
    {
      type: 'kong:index/service:Service',
      urn: 'urn:pulumi:test::p::x$kong:index/service:Service::stock-service',
      custom: true,
    },
  ];
  const place = placeWith({ stack: { deployment: { resources } } });
  await expect(search(place, NO_CHOICE)).rejects.toThrow(
    'Stack test already declares kong:index/service:Service stock-service',
  );
});

it('names a server that does not answer', async () => {
  const place = placeWith({}, { 'fusionauth:host': 'http://127.0.0.1:9' });
  await expect(search(place, NO_CHOICE)).rejects.toThrow('FusionAuth does not answer');
});

it.each([undefined, '# mine\nconfig:\n  fusionauth-kong:issuer: https://old.example\n'])(
  'leaves the settings as they were if the program refuses the new ones: %j',
  async (before) => {
    const place = placeWith({ preview: new Error('refused') });
    const file = join(directory, 'Pulumi.test.yaml');
    if (before !== undefined) writeFileSync(file, before);
    const found = await search(place, NO_CHOICE);
    await expect(take(place, found)).rejects.toThrow('refused');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(before);
  },
);
