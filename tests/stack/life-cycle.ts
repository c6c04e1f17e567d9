import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkGuide } from '../../commands/verify/checks.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { fusionAuthContent, getJson, kongContent, secretsIn } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

/**
 * The life of the guide's stack, in order: each test goes on from where the one before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeLifeCycle(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let kongAdmin: string;
  let fusionAuth: string;
  let before: unknown;

  const content = async () => [await kongContent(kongAdmin), await fusionAuthContent(fusionAuth)];

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    kongAdmin = ground.kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    fusionAuth = ground.fusionAuth ?? `http://127.0.0.1:${platform.ports.fusionAuth}`;
    const config = { ...guideConfig(platform, ground.kong), 'fusionauth:host': fusionAuth };
    stack = await TestStack.create(config, ground.env);
    before = await content();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('previews without changing anything', async () => {
    expect(await stack.succeed('preview')).toContain('+ 21 to create');
    expect(await content()).toEqual(before);
  });

  it('goes up, and the guide holds', async () => {
    await stack.up();
    const checks = await checkGuide(stackOutputs.parse(await stack.outputs()), API_KEY);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
    expect(checks).toHaveLength(9);
  });

  it('gives Kong the issuer and the public key that FusionAuth has', async () => {
    const { issuer, kid, publicKeyPem } = await stack.outputs();
    const { data } = (await getJson(`${kongAdmin}/jwts`)) as { data: Record<string, unknown>[] };
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      key: issuer,
      rsa_public_key: publicKeyPem,
      algorithm: 'RS256',
    });
    const answer = await getJson(`${fusionAuth}/api/jwt/public-key?kid=${String(kid)}`);
    expect(answer).toEqual({ publicKey: publicKeyPem });
  });

  it('keeps every secret encrypted in its state', async () => {
    const { loginApiKey, password } = await stack.outputs();
    const { data } = (await getJson(`${kongAdmin}/jwts`)) as { data: { secret: string }[] };
    const exported = await stack.exportState();
    const held = await secretsIn(fusionAuth, exported.deployment.resources!);
    // The login key and the client secret of FusionAuth's OAuth.
    expect(held).toContain(loginApiKey);
    expect(held).toHaveLength(2);
    const state = JSON.stringify(exported);
    for (const secret of [...held, password, data[0]!.secret, API_KEY]) {
      expect(String(secret).length).toBeGreaterThan(20);
      expect(state).not.toContain(secret);
    }
    expect(state).not.toContain('PRIVATE KEY');
  });

  it('opens no route before its plugins are in place', async () => {
    const { resources = [] } = (await stack.exportState()).deployment;
    const route = resources.find(({ type }) => type === 'kong:index/route:Route')!;
    const plugins = resources.filter(({ type }) => type === 'kong:index/plugin:Plugin');
    expect(plugins).toHaveLength(2);
    expect(route.dependencies).toEqual(expect.arrayContaining(plugins.map(({ urn }) => urn)));
  });

  it('has nothing to do afterwards', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
    await stack.up('--expect-no-changes');
  });

  it('finds a plugin that was changed by hand, and mends it', async () => {
    const { data } = (await getJson(`${kongAdmin}/plugins`)) as {
      data: { id: string; name: string }[];
    };
    const { id } = data.find(({ name }) => name === 'jwt')!;
    await patch(`${kongAdmin}/plugins/${id}`, { config: { claims_to_verify: [] } });

    const drift = await stack.run('refresh', '--preview-only', '--expect-no-changes');
    expect(drift.code).toBe(7);
    await stack.up('--refresh');
    const { config } = (await getJson(`${kongAdmin}/plugins/${id}`)) as {
      config: { claims_to_verify: string[] };
    };
    expect(config.claims_to_verify).toEqual(['exp']);
  });

  it('brings back a credential that was deleted by hand', async () => {
    const { data } = (await getJson(`${kongAdmin}/jwts`)) as {
      data: { id: string; consumer: { id: string } }[];
    };
    const { id, consumer } = data[0]!;
    await fetch(`${kongAdmin}/consumers/${consumer.id}/jwt/${id}`, { method: 'DELETE' });

    expect((await stack.run('refresh', '--preview-only', '--expect-no-changes')).code).toBe(7);
    await stack.up('--refresh');
    const checks = await checkGuide(stackOutputs.parse(await stack.outputs()), API_KEY);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
}

async function patch(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`PATCH ${url}: ${response.status} ${await response.text()}`);
}
