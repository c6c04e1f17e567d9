import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../../commands/verify/checklist.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

/** A stack whose APIs match, refuse and answer in every way that a pipeline must not stumble over. */
describe('Kong/kong#4294: verify asks as the routes want it', () => {
  let platform: Platform;
  let stack: TestStack;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const upstream = `http://127.0.0.1:${platform.ports.upstream}`;
    const api = (name: string, route: object, more: object = {}) => ({
      ...{ name, upstream, routes: [{ name, ...route }], ...more },
    });
    stack = await TestStack.create({
      ...guideConfig(platform),
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:applications': ['shop', 'till'].map((name) => ({
        ...{ name, users: [{ email: `${name}@example.com` }] },
      })),
      'fusionauth-kong:machines': [
        { name: 'exporter', grants: [{ api: 'hosts', permissions: ['read'] }] },
      ],
      'fusionauth-kong:apis': [
        // The first user is not let in here.
        api('tills', { paths: ['/tills'] }, { allow: ['till'] }),
        api('hosts', { paths: ['/hosts'], hosts: ['*.example.com'] }),
        api('posts', { paths: ['/posts'], methods: ['POST'] }),
        api('pattern', { paths: ['~/pattern/(?<id>\\d+)$'] }),
        api('version', { paths: ['/version'], headers: { 'X-Api-Version': ['v2'] } }),
        api('limited', { paths: ['/limited'] }, { rateLimit: { minute: 1 } }),
        api('missing', { paths: ['/missing'] }, { upstream: `${upstream}/status/404` }),
        api('secure', { paths: ['/secure'], httpsOnly: true, httpsRedirect: 301 }),
        api('cookies', { paths: ['/cookies'] }, { tokenIn: { headers: [], cookies: ['at'] } }),
        api(
          'browsers',
          { paths: ['/browsers'], methods: ['GET'] },
          { cors: { origins: ['https://shop.example.com'] } },
        ),
      ],
    });
    await stack.up();
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  const verify = async (): Promise<Check[]> => {
    const outputs = stackOutputs.parse(await stack.outputs());
    return checkStack({ outputs, provisioningKey: API_KEY });
  };

  it('passes, and again when the limit is used up', async () => {
    for (let time = 0; time < 2; time += 1) {
      const checks = await verify();
      expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      expect(checks.map(({ name, expected }) => `${name}: ${expected}`)).toEqual(
        expect.arrayContaining([
          'token: 200',
          'shop calls tills: 403',
          'till calls tills: 200',
          'exporter calls hosts: 200',
          'exporter calls posts: 403',
          'shop calls missing: 200',
          'secure by http: 301',
          'preflight of browsers: 200',
        ]),
      );
    }
  });

  it('says where it was not the upstream that answered', async () => {
    const checks = await verify();
    const limited = checks.filter(({ name }) => name.endsWith('calls limited'));
    expect(limited.map(({ said }) => said)).toContainEqual(
      expect.stringContaining('the rate limit is used up'),
    );
  });

  it('Kong/kong#4859: fails where preflights of an API with cors are not answered', async () => {
    const kong = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    await fetch(`${kong}/routes/browsers`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ methods: ['GET'] }),
    });
    const failed = (await verify()).filter(({ passed }) => !passed);
    expect(failed.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'preflight of browsers 404',
    ]);
  });
});
