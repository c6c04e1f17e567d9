import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detect } from '../../commands/drift/detect.ts';
import { fix } from '../../commands/drift/fix.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { fusionAuthContent, kongContent, secretsIn } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

/** The life of examples/shop.yaml, with every API's upstream the one of the test platform. */
export function describeShop(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let fusionAuth: string;
  let content: () => Promise<unknown>;
  let before: unknown;

  beforeAll(async () => {
    const { kong, env } = await prepare();
    platform = await startTestPlatform();
    const admin = kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    fusionAuth = `http://127.0.0.1:${platform.ports.fusionAuth}`;
    content = async () => [await kongContent(admin), await fusionAuthContent(fusionAuth)];
    const config = { ...guideConfig(platform, kong), ...readShop(platform) };
    stack = await TestStack.create(config, env);
    before = await content();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('goes up, and lets in whom each API admits and nobody else', async () => {
    await stack.up();
    const outputs = stackOutputs.parse(await stack.outputs());
    const checks = await checkStack({ outputs, provisioningKey: API_KEY });
    expect(checks.filter((check) => !check.passed)).toEqual([]);
    // The guide's 9 and a browser's preflight, a token for each of 5 clients, the roles of 2 users, and 5 clients at 6 APIs.
    expect(checks).toHaveLength(9 + 1 + 5 + 2 + 5 * 6);
    expect(
      checks
        .filter((check) => check.expected === 403)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      ...['orders', 'payments'].map((api) => `backoffice calls ${api}`),
      ...['catalogue', 'orders', 'payments', 'profile', 'stock'].map(
        (api) => `exporter calls ${api}`,
      ),
      ...['payments', 'reports', 'stock'].map((api) => `mobile calls ${api}`),
      ...['catalogue', 'payments', 'profile', 'reports'].map((api) => `restocker calls ${api}`),
      ...['reports', 'stock'].map((api) => `storefront calls ${api}`),
    ]);
  });

  it('keeps every secret encrypted in its state', async () => {
    const { access } = stackOutputs.parse(await stack.outputs());
    const exported = await stack.exportState();
    const held = await secretsIn(fusionAuth, exported.deployment.resources!);
    for (const { clientSecret } of access.machines) expect(held).toContain(clientSecret);
    // Those of three applications, two machines, the three APIs that they call, and the login key.
    expect(held).toHaveLength(3 + 2 + 3 + 1);
    const state = JSON.stringify(exported);
    const passwords = access.applications.map(({ password }) => password);
    for (const secret of [...held, ...passwords]) expect(state).not.toContain(secret);
    expect(state).not.toContain('PRIVATE KEY');
  });

  it('has nothing to do afterwards', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  });

  it("finds a machine's client secret that was changed by hand, and restores it", async () => {
    const { resources = [] } = (await stack.exportState()).deployment;
    const { urn, id } = resources.find(({ urn }) => /Entity::exporter-entity$/.test(urn))!;
    const changed = await fetch(`${fusionAuth}/api/entity/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: API_KEY },
      body: JSON.stringify({ entity: { clientSecret: 'known to somebody' } }),
    });
    expect(changed.status).toBe(200);

    const drift = await detect(subjectOf(stack));
    expect(drift.findings).toMatchObject([
      { urn, property: 'clientSecret', effect: 'breaks', live: 'another [secret]' },
    ]);
    const left = await fix(subjectOf(stack), drift, () => Promise.reject(new Error('no update')));
    expect(left.findings).toEqual([]);
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
}

/** What the example declares; where its servers are is the test's. */
function readShop({ ports }: Platform): Record<string, unknown> {
  const path = join(import.meta.dirname, '../../examples/shop.yaml');
  const { config } = parse(readFileSync(path, 'utf8')) as { config: Record<string, unknown> };
  const apis = config['fusionauth-kong:apis'] as object[];
  const upstream = `http://127.0.0.1:${ports.upstream}`;
  const own = [
    'fusionauth-kong:keyClaim',
    'fusionauth-kong:applications',
    'fusionauth-kong:machines',
  ];
  return {
    ...Object.fromEntries(own.map((key) => [key, config[key]])),
    'fusionauth-kong:apis': apis.map((api) => ({ ...api, upstream })),
  };
}
