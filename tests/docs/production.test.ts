import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import { PROVISIONING_KEY } from '../../embedded/fusionauth/seed.ts';
import type { Platform } from '../../embedded/platform.ts';
import { certificatesIn, everything } from '../support/everything.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';
import { readPage } from './page.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The endpoints that docs/production.md lists for the provisioning key. */
const endpoints = [...readPage('docs/production.md').matchAll(/^- `(\/api\/\S+)`$/gm)].map(
  ([, endpoint]) => endpoint!,
);

describe('a provisioning key with the endpoints of docs/production.md alone', () => {
  let platform: Platform;
  let stack: TestStack;

  beforeAll(async () => {
    platform = await startTestPlatform();
    await restrict(`http://127.0.0.1:${platform.ports.fusionAuth}`);
    await certificatesIn(`http://127.0.0.1:${platform.ports.kongAdmin}`);
    stack = await TestStack.create({ ...guideConfig(platform), ...everything() });
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  it('may do nothing else', async () => {
    const search = fetch(`http://127.0.0.1:${platform.ports.fusionAuth}/api/user/search`, {
      headers: { authorization: API_KEY },
    });
    expect((await search).status).toBe(401);
  });

  it('is enough for the life of a stack with every kind of object', async () => {
    await stack.up();
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
    await stack.succeed('destroy', '--yes', '--skip-preview');
  });
});

/** Takes all other permissions from the key with which the platform is provisioned. */
async function restrict(host: string): Promise<void> {
  const headers = { authorization: API_KEY };
  const permissions = {
    endpoints: Object.fromEntries(endpoints.map((endpoint) => [endpoint, METHODS])),
  };
  const answer = await fetch(`${host}/api/api-key/${PROVISIONING_KEY}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ apiKey: { permissions } }),
  });
  expect(answer.status).toBe(200);
}
