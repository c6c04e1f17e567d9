import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

/** Whether a request is of those that change something already there: they may be repeated. */
const changes = ({ method = '' }: IncomingMessage) => /PUT|PATCH|DELETE/.test(method);

describe('an update while the network misbehaves', () => {
  // Each test is a `pulumi up` or more.
  vi.setConfig({ testTimeout: 180_000 });

  let platform: Platform;
  let proxies: { kong: FaultProxy; fusionAuth: FaultProxy };
  let stack: TestStack;
  let empty: unknown;
  let config: Record<string, unknown>;

  const each = (set: (proxy: FaultProxy) => void) => Object.values(proxies).forEach(set);
  const content = async () => [
    await kongContent(`http://127.0.0.1:${platform.ports.kongAdmin}`),
    await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
  ];
  /** Whether a proxy has not seen a request before. */
  const firstTime = () => {
    const seen = new Set<string>();
    return ({ method, url }: IncomingMessage) => {
      const isNew = !seen.has(`${method} ${url}`);
      seen.add(`${method} ${url}`);
      return isNew;
    };
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    proxies = {
      kong: await FaultProxy.before(`http://127.0.0.1:${platform.ports.kongAdmin}`),
      fusionAuth: await FaultProxy.before(`http://127.0.0.1:${platform.ports.fusionAuth}`),
    };
    config = {
      ...guideConfig(platform),
      'kong:kongAdminUri': proxies.kong.url,
      'fusionauth:host': proxies.fusionAuth.url,
    };
    empty = await content();
    stack = await TestStack.create(config);
  });

  afterAll(async () => {
    if (proxies) each((proxy) => proxy.stop());
    stack?.remove();
    await platform?.stop();
  });

  it('makes everything once where each first try is refused as busy', async () => {
    each((proxy) => {
      const isNew = firstTime();
      let count = 0;
      proxy.fault = (request) =>
        isNew(request)
          ? (_, response) => {
              count += 1;
              const status = count % 2 ? 503 : 429;
              response.writeHead(status, count % 3 ? {} : { 'retry-after': '1' }).end();
            }
          : undefined;
    });
    await stack.up();
    each((proxy) => (proxy.fault = () => undefined));
    await stack.succeed('refresh', '--yes', '--skip-preview', '--expect-no-changes');
  });

  it('changes what is there although the answers are lost, once each', async () => {
    each((proxy) => {
      const isNew = firstTime();
      proxy.fault = (request) =>
        changes(request) && isNew(request) ? proxy.loseAnswer : undefined;
    });
    const [api] = config['fusionauth-kong:apis'] as object[];
    stack.configure({
      ...config,
      'fusionauth-kong:applications': [
        {
          ...{ name: 'example', consumer: 'fusionauth', tokenLifetimeSeconds: 120 },
          users: [{ email: 'user@example.com' }],
        },
      ],
      'fusionauth-kong:apis': [{ ...api, retries: 2 }],
    });
    expect(await stack.up()).toMatch(/\d+ updated/);
    each((proxy) => (proxy.fault = () => undefined));
    await stack.succeed('refresh', '--yes', '--skip-preview', '--expect-no-changes');
  });

  it('removes everything although each deletion is delivered and its answer lost', async () => {
    each((proxy) => {
      const isNew = firstTime();
      proxy.fault = (request) =>
        changes(request) && isNew(request) ? proxy.loseAnswer : undefined;
    });
    await stack.succeed('destroy', '--yes', '--skip-preview');
    each((proxy) => (proxy.fault = () => undefined));
    stack.configure(config);
    expect(await content()).toEqual(empty);
  });

  it('says what it may have made where the answer to that is lost, and makes the rest once that is gone', async () => {
    const { kong } = proxies;
    kong.fault = ({ method, url }) =>
      method === 'POST' && url === '/services' ? kong.loseAnswer : undefined;
    const cut = await stack.run('up', '--yes', '--skip-preview');
    expect(cut.code).not.toBe(0);
    expect(cut.output).toContain(`POST ${kong.url}/services: Kong does not answer (ECONNRESET)`);
    kong.fault = () => undefined;
    const again = await stack.run('up', '--yes', '--skip-preview');
    expect(again.output).toContain('Kong has a service named example_service already');
    expect(again.output).toContain('npm run recover');
    await fetch(`${kong.url}/services/example_service`, { method: 'DELETE' });
    await stack.up();
    await stack.succeed('refresh', '--yes', '--skip-preview', '--expect-no-changes');
  });
});
