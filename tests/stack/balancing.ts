import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { getJson } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

/**
 * An API whose requests several targets share, in order: each test goes on from where the one before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeBalancing(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let admin: string;
  let settings: (targets: object[]) => Record<string, unknown>;
  const targets: http.Server[] = [];

  beforeAll(async () => {
    const { kong, env } = await prepare();
    platform = await startTestPlatform();
    admin = kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    for (const name of ['one', 'two', 'foreign']) targets.push(await startTarget(name));
    settings = (shares) => ({
      ...guideConfig(platform, kong),
      'fusionauth-kong:tags': ['stack:{stack}'],
      'fusionauth-kong:apis': [balancedApi(shares)],
    });
    stack = await TestStack.create(settings([share(0), share(1)]), env);
    await stack.up();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    for (const target of targets) target.close();
    await platform?.stop();
  });

  it('shares its requests, and leaves nothing to do', async () => {
    expect(await answering()).toEqual(new Set(['one', 'two']));
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it("has the stack's tag on everything in Kong", async () => {
    for (const list of [
      'services',
      'routes',
      'plugins',
      'consumers',
      'upstreams',
      'jwts',
      'acls',
    ]) {
      const { data } = (await getJson(`${admin}/${list}`)) as { data: { tags: string[] }[] };
      expect(data.length).toBeGreaterThan(0);
      expect(new Set(data.flatMap(({ tags }) => tags)), list).toEqual(new Set(['stack:test']));
    }
  });

  it('gives a target another share, and takes one out', async () => {
    stack.configure(settings([{ ...share(1), weight: 7 }]));
    await stack.up();
    expect(await answering()).toEqual(new Set(['two']));
    await stack.succeed('preview', '--expect-no-changes');
  });

  it('finds the target that somebody else gave a share, and another health check', async () => {
    const { id } = (await getJson(`${admin}/upstreams/orders.internal`)) as { id: string };
    await send('POST', `/upstreams/${id}/targets`, { target: addressOf(targets[2]!), weight: 50 });
    await send('PATCH', `/upstreams/${id}`, {
      healthchecks: { passive: { unhealthy: { timeouts: 9 } } },
    });
    const { findings } = await detect(subjectOf(stack));
    expect(findings.map(({ object, effect, property }) => [object, effect, property])).toEqual([
      [`target ${addressOf(targets[2]!)} of upstream orders.internal`, 'opens', undefined],
      ['upstream orders.internal', 'differs', 'healthchecks'],
    ]);
  });

  function share(index: number): { address: string } {
    return { address: addressOf(targets[index]!) };
  }

  function balancedApi(shares: object[]): object {
    const healthChecks = { passive: { unhealthy: { timeouts: 3 } } };
    return {
      name: 'orders',
      upstream: 'http://orders.internal',
      balancing: { targets: shares, healthChecks },
      routes: [{ name: 'orders', paths: ['/orders'] }],
    };
  }

  /** Which targets answer, of many requests with a token of the guide's user. */
  async function answering(): Promise<Set<string>> {
    const { loginUrl, loginApiKey, applicationId, loginId, password, gatewayUrl } =
      (await stack.outputs()) as Record<string, string>;
    const login = await fetch(loginUrl!, {
      method: 'POST',
      headers: { authorization: loginApiKey!, 'content-type': 'application/json' },
      body: JSON.stringify({ applicationId, loginId, password }),
    });
    const { token } = (await login.json()) as { token: string };
    const names = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${gatewayUrl}/orders`, { headers });
      expect(answer.status).toBe(200);
      names.add(await answer.text());
    }
    return names;
  }

  async function send(method: string, path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(admin + path, { method, headers, body: JSON.stringify(body) });
    expect(answer.ok).toBe(true);
  }
}

/** An upstream that answers with its name. */
async function startTarget(name: string): Promise<http.Server> {
  const server = http.createServer((_, response) => response.end(name));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: http.Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
