import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { getJson } from '../support/servers.ts';
import { TestStack, startTestPlatform } from '../support/stack.ts';

describe('a program of its own on the components', () => {
  let platform: Platform;
  let stack: TestStack;
  let at: (port: keyof Platform['ports']) => string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    at = (port) => `http://127.0.0.1:${platform.ports[port]}`;
    const config = {
      'kong:kongAdminUri': at('kongAdmin'),
      'fusionauth:host': at('fusionAuth'),
      'own-program:issuer': 'https://login.example.com',
      'own-program:upstream': at('upstream'),
    };
    stack = await TestStack.create(config, {}, { program: 'examples/own-program' });
    await stack.up();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('lets the partner in, as often as the plugin on its nodes says', async () => {
    const { applicationId, loginId, password, loginApiKey } = await stack.outputs();
    const login = await fetch(`${at('fusionAuth')}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: String(loginApiKey) },
      body: JSON.stringify({ applicationId, loginId, password }),
    });
    const { token } = (await login.json()) as { token: string };
    const statuses = [];
    for (let order = 1; order <= 3; order++) {
      const headers = { authorization: `Bearer ${token}` };
      statuses.push((await fetch(`${at('kongProxy')}/orders`, { headers })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    expect((await fetch(`${at('kongProxy')}/orders`)).status).toBe(401);
  });

  it('tags what the components declare, by its transform', async () => {
    for (const kind of ['services', 'routes', 'consumers']) {
      const { data } = (await getJson(`${at('kongAdmin')}/${kind}`)) as {
        data: { tags: string[] | null }[];
      };
      expect(data.map(({ tags }) => tags)).toEqual([['partners']]);
    }
  });

  it('has nothing to do afterwards', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  });
});
