import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { search, take, type AdoptPlace } from '../../commands/adopt/adopt.ts';
import { resourcesIn } from '../../commands/shared/stack/shapes.ts';
import type { Stack } from '../../commands/shared/stack/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { stackWith } from '../support/stack-answers.ts';
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

/** A place whose stack answers without a CLI. */
function placeWith(answers: Partial<Stack>, config: Record<string, unknown> = {}): AdoptPlace {
  const values = Object.entries({ ...guideConfig(platform), ...config });
  const configuration = Object.fromEntries(values.map(([key, value]) => [key, String(value)]));
  return {
    stack: stackWith({ configuration: () => Promise.resolve(configuration), ...answers }),
    directory,
    importFile: join(directory, 'import.json'),
    env: { FA_API_KEY: API_KEY },
  };
}

const NO_CHOICE = { users: [] };

it.each(['issuer', 'gateway'])('refuses a stack of side %s', async (side) => {
  const place = placeWith({}, { 'fusionauth-kong:side': side });
  await expect(search(place, NO_CHOICE)).rejects.toThrow(
    `Stack test is of side ${side}, and adopt takes over both sides at once`,
  );
});

it('refuses a stack that declares something else', async () => {
  const resources = resourcesIn({
    version: 3,
    deployment: {
      resources: [
        { type: 'pulumi:pulumi:Stack', urn: 'urn:pulumi:test::p::pulumi:pulumi:Stack::p-test' },
        {
          type: 'kong:index/service:Service',
          urn: 'urn:pulumi:test::p::x$kong:index/service:Service::stock-service',
          id: 'stock',
        },
      ],
    },
  });
  const place = placeWith({ resources: () => Promise.resolve(resources) });
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
    const place = placeWith({ preview: () => Promise.reject(new Error('refused')) });
    const file = join(directory, 'Pulumi.test.yaml');
    if (before !== undefined) writeFileSync(file, before);
    const found = await search(place, NO_CHOICE);
    await expect(take(place, found)).rejects.toThrow('refused');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(before);
  },
);
