import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { rotate } from '../../commands/rotation/rotate.ts';
import { readOptions } from '../../commands/rotation/options.ts';
import type { Platform } from '../../embedded/platform.ts';
import { clone } from '../../toolchain/paths.ts';
import type { Ground } from '../support/reference.ts';
import { getJson } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { Traffic, type Entrance } from './traffic.ts';

const LIFETIME_SECONDS = 8;

/**
 * A whole rotation of a protected stack under traffic and guardrails, from the guide's stack with
 * keyClaim iss, in order: each test goes on from where the one before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeRotation(prepare: () => Promise<Ground>): void {
  // Each step is a `pulumi up` or two, and some wait for tokens to expire.
  vi.setConfig({ testTimeout: 180_000 });

  let platform: Platform;
  let stack: TestStack;
  let traffic: Traffic;
  let kongAdmin: string;

  const up = () => stack.up('--policy-pack', join(clone, 'policies'));
  const file = () => join(stack.directory, 'Pulumi.production.yaml');
  const keys = () => {
    const { config } = parse(readFileSync(file(), 'utf8')) as { config: Record<string, unknown> };
    const [application] = config['fusionauth-kong:applications'] as [{ keys?: object[] }];
    return application.keys;
  };
  const run = async (...args: string[]) => {
    const printed: string[] = [];
    const place = {
      directory: stack.directory,
      env: { FA_API_KEY: API_KEY },
      cli: (...all: string[]) => stack.succeed(...all),
      up: () => up().then(() => 0),
      print: (text: string) => printed.push(text),
    };
    const options = readOptions(['--stack', 'production', '--clock-skew', '1', ...args]);
    const code = await rotate(place, options);
    return { code, text: printed.join('\n') };
  };

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    kongAdmin = ground.kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    stack = await TestStack.create(
      {
        ...guideConfig(platform, ground.kong),
        'fusionauth-kong:protect': true,
        'fusionauth-kong:applications': [
          {
            name: 'example',
            users: [{ email: 'user@example.com' }],
            tokenLifetimeSeconds: LIFETIME_SECONDS,
          },
        ],
      },
      ground.env,
      { name: 'production' },
    );
    await up();
    traffic = await Traffic.start((await stack.outputs()) as unknown as Entrance);
  });

  afterAll(async () => {
    await traffic?.stop();
    await stack?.run('destroy', '--yes', '--skip-preview', '--ignore-protect');
    stack?.remove();
    await platform?.stop();
  });

  it('is refused with keyClaim iss, with the way to kid', async () => {
    const { code, text } = await run('next');
    expect(code).toBe(1);
    expect(text).toContain('pulumi config set keyClaim kid');
    expect(keys()).toBeUndefined();
  });

  it('moves to keyClaim kid', async () => {
    const document = parseDocument(readFileSync(file(), 'utf8'));
    document.setIn(['config', 'fusionauth-kong:keyClaim'], 'kid');
    writeFileSync(file(), document.toString());
    expect((await run('next')).text).toContain('not deployed');
    await up();
    expect(traffic.refusals).toEqual([]);
  });

  it('does not even preview to sign at once with a key that Kong does not know', async () => {
    const before = readFileSync(file(), 'utf8');
    const document = parseDocument(before);
    document.setIn(
      ['config', 'fusionauth-kong:applications', 0, 'keys'],
      [
        { name: 'main', state: 'verifying' },
        { name: 'hasty', state: 'signing' },
      ],
    );
    writeFileSync(file(), document.toString());
    const { code, output } = await stack.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('Give the new key the state verifying');
    writeFileSync(file(), before);
  });

  it('adds a key that FusionAuth makes, and does not go on before that is deployed', async () => {
    expect((await run('next', '--source', 'generated')).code).toBe(0);
    expect(keys()).toMatchObject([
      { name: 'main', state: 'signing' },
      {
        name: expect.stringMatching(/^\d{4}-\d\d$/) as string,
        state: 'verifying',
        source: 'generated',
      },
    ]);
    const again = await run('next');
    expect(again.code).toBe(1);
    expect(again.text).toContain('The step before is not deployed');
    await up();
  });

  it('signs with the new key', async () => {
    expect((await run('next', '--wait', '--up')).code).toBe(0);
    expect(keys()).toMatchObject([{ state: 'verifying' }, { state: 'signing' }]);
  });

  it('refuses to retire the old key while its tokens live', async () => {
    const before = readFileSync(file(), 'utf8');
    // However slow this machine is: with clocks that may be an hour apart it is too early now.
    const { code, text } = await run('next', '--clock-skew', '3600');
    expect(code).toBe(1);
    expect(text).toMatch(/not possible to retire key main yet.*\n.*from \d{4}-\d\d-\d\dT.*Z on/);
    expect(readFileSync(file(), 'utf8')).toBe(before);
    const status = JSON.parse((await run('status', '--json')).text) as unknown;
    expect(status).toMatchObject({
      applications: [
        {
          keys: [
            { name: 'main', state: 'verifying', deployed: 'verifying' },
            { state: 'signing', deployed: 'signing' },
          ],
          steps: [
            { action: 'retire', key: 'main' },
            { action: 'remove', key: 'main' },
          ],
        },
      ],
    });
  });

  it('retires the old key when they are gone, and removes it', async () => {
    expect((await run('next', '--wait', '--up')).code).toBe(0);
    expect(keys()).toMatchObject([{ name: 'main', state: 'retired' }, { state: 'signing' }]);
    expect((await run('next')).code).toBe(0);
    expect(keys()).toMatchObject([{ state: 'signing' }]);
    expect((await run('plan')).text).toContain('a new rotation');
  });

  it('turned no token away', async () => {
    const counts = await traffic.stop();
    console.log(`Traffic during the rotation: ${JSON.stringify(counts)}`);
    expect(traffic.refusals).toEqual([]);
    expect(counts).toMatchObject({ unauthorized: 0, forbidden: 0, otherwise: 0, kids: 2 });
    expect(counts.fresh).toBeGreaterThan(100);
    expect(counts.ofAnotherKey).toBeGreaterThan(0);
  });

  it('would have seen a token turned away', async () => {
    const again = await Traffic.start((await stack.outputs()) as unknown as Entrance);
    const { data } = (await getJson(`${kongAdmin}/jwts`)) as {
      data: [{ id: string; consumer: { id: string } }];
    };
    const [{ id, consumer }] = data;
    await fetch(`${kongAdmin}/consumers/${consumer.id}/jwt/${id}`, { method: 'DELETE' });
    await expect.poll(() => again.counts.unauthorized, { timeout: 30_000 }).toBeGreaterThan(0);
    await again.stop();
  });
}
