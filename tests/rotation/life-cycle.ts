import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { clientsOf } from '../../commands/verify/access.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { previewShape } from '../../commands/shared/stack/shapes.ts';
import { readOptions } from '../../commands/rotate/options.ts';
import { rotate } from '../../commands/rotate/rotate.ts';
import type { Platform } from '../../embedded/platform.ts';
import { clone } from '../../toolchain/paths.ts';
import type { Ground } from '../support/real-parts.ts';
import { getJson } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { Traffic } from './traffic.ts';

const LIFETIME_SECONDS = 8;
const APPLICATION = {
  name: 'example',
  users: [{ email: 'user@example.com' }],
  tokenLifetimeSeconds: LIFETIME_SECONDS,
};
const MACHINE = {
  name: 'exporter',
  tokenLifetimeSeconds: LIFETIME_SECONDS,
  grants: [{ api: 'example_service', permissions: ['read'] }],
};
const OF_APPLICATION = ['--application', 'example'];
const OF_MACHINE = ['--machine', 'exporter'];

/**
 * A whole rotation of an application's and of a machine's key in a protected stack, under traffic and
 * guardrails, from the guide's stack with keyClaim iss, in order: each test goes on from where the one
 * before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeRotation(prepare: () => Promise<Ground>): void {
  // Each step is a `pulumi up` or two, and some wait for tokens to expire.
  vi.setConfig({ testTimeout: 180_000 });

  let platform: Platform;
  let stack: TestStack;
  let kongAdmin: string;
  const traffic: Traffic[] = [];

  const up = () => stack.up('--policy-pack', join(clone, 'policies'));
  const file = () => join(stack.directory, 'Pulumi.production.yaml');
  const text = () => readFileSync(file(), 'utf8');
  const edit = (settings: Record<string, unknown>) => {
    const document = parseDocument(text());
    for (const [key, value] of Object.entries(settings))
      document.setIn(['config', `fusionauth-kong:${key}`], value);
    writeFileSync(file(), document.toString());
  };
  /** The keys of the application and of the machine, as the settings have them. */
  const keys = () => {
    const { config } = parse(text()) as { config: Record<string, [{ keys?: object[] }]> };
    return ['applications', 'machines'].map((list) => config[`fusionauth-kong:${list}`]?.[0].keys);
  };
  const run = async (...args: string[]) => {
    const printed: string[] = [];
    const place = {
      directory: stack.directory,
      env: { FA_API_KEY: API_KEY },
      stack: stack.open(),
      up: () => up().then(() => 0),
      print: (line: string) => printed.push(line),
    };
    const options = readOptions(['--stack', 'production', '--clock-skew', '1', ...args]);
    const code = await rotate(place, options);
    return { code, text: printed.join('\n') };
  };
  /** The next step of both clients, deployed by one update. */
  const next = async (...args: string[]) => {
    expect((await run('next', ...OF_APPLICATION, ...args)).code).toBe(0);
    expect((await run('next', ...OF_MACHINE, ...args, '--up')).code).toBe(0);
  };
  const startTraffic = async (name: string) => {
    const outputs = stackOutputs.parse(await stack.outputs());
    const client = clientsOf(outputs).find((one) => one.name === name)!;
    const started = await Traffic.start(client, outputs.apiUrl);
    traffic.push(started);
    return started;
  };
  const refusals = () => traffic.flatMap((one) => one.refusals);

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    kongAdmin = ground.kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    const config = {
      ...guideConfig(platform, ground.kong),
      'fusionauth-kong:protect': true,
      'fusionauth-kong:applications': [APPLICATION],
    };
    stack = await TestStack.create(config, ground.env, { name: 'production' });
    stack.useProgram('tests/rotation/old-names.ts');
    await up();
    await startTraffic('example');
  });

  afterAll(async () => {
    await Promise.all(traffic.map((one) => one.stop()));
    await stack?.run('destroy', '--yes', '--skip-preview', '--ignore-protect');
    stack?.remove();
    await platform?.stop();
  });

  it('is refused with keyClaim iss, with the way to kid', async () => {
    const { code, text } = await run('next');
    expect(code).toBe(1);
    expect(text).toContain('pulumi config set keyClaim kid');
    expect(keys()).toEqual([undefined, undefined]);
  });

  it('moves to keyClaim kid', async () => {
    edit({ keyClaim: 'kid', machines: [MACHINE] });
    expect((await run('next', ...OF_APPLICATION)).text).toContain('not deployed');
    await up();
    expect(refusals()).toEqual([]);
    await startTraffic('exporter');
    await expect(run('next')).rejects.toThrow(/--application example\n *--machine exporter/);
  });

  it('does not even preview to sign at once with a key that Kong does not know', async () => {
    const before = text();
    const hasty = [
      { name: 'main', state: 'verifying' },
      { name: 'hasty', state: 'signing' },
    ];
    edit({ applications: [{ ...APPLICATION, keys: hasty }] });
    const { code, output } = await stack.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('Application example would sign with a key that Kong does not hold');
    writeFileSync(file(), before);
  });

  it('adds keys that FusionAuth makes, and does not go on before that is deployed', async () => {
    expect((await run('next', '--source', 'generated', ...OF_APPLICATION)).code).toBe(0);
    expect((await run('next', '--source', 'generated', ...OF_MACHINE)).code).toBe(0);
    const added = [
      { name: 'main', state: 'signing' },
      {
        name: expect.stringMatching(/^\d{4}-\d\d$/) as string,
        state: 'verifying',
        source: 'generated',
      },
    ];
    expect(keys()).toMatchObject([added, added]);
    const again = await run('next', ...OF_MACHINE);
    expect(again.code).toBe(1);
    expect(again.text).toContain('The step before is not deployed');
  });

  it("takes the tenant's name into the names of a stack that is there", async () => {
    stack.useProgram('index.ts');
    const preview = await stack.succeed('preview', '--json');
    const steps = previewShape.parse(JSON.parse(preview)).steps ?? [];
    const renamed = steps.flatMap(({ op, newState, oldState }) => {
      const [before, after] = [oldState, newState].map((state) => state?.inputs?.['name']);
      return op === 'same' || op === 'create' || before === after ? [] : [[op, before, after]];
    });
    expect(renamed.sort()).toEqual([
      ['update', 'api: example_service', 'kong-guide: api: example_service'],
      ['update', 'example: main', 'kong-guide: example: main'],
      ['update', 'exporter: main', 'kong-guide: exporter: main'],
      ['update', 'machine: exporter', 'kong-guide: machine: exporter'],
    ]);
    expect(new Set(steps.map(({ op }) => op))).toEqual(new Set(['same', 'create', 'update']));
    await up();
    expect(refusals()).toEqual([]);
  });

  it('signs with the new keys', async () => {
    await next('--wait');
    const promoted = [{ state: 'verifying' }, { state: 'signing' }];
    expect(keys()).toMatchObject([promoted, promoted]);
  });

  it('refuses to retire the old keys while their tokens live', async () => {
    const before = text();
    for (const client of [OF_APPLICATION, OF_MACHINE]) {
      // However slow this machine is: with clocks that may be an hour apart it is too early now.
      const refused = await run('next', '--clock-skew', '3600', ...client);
      expect(refused.code).toBe(1);
      expect(refused.text).toMatch(
        /not possible to retire key main yet.*\n.*from \d{4}-\d\d-\d\dT.*Z on/,
      );
    }
    expect(text()).toBe(before);
    const promoted = {
      keys: [
        { name: 'main', state: 'verifying', deployed: 'verifying' },
        { state: 'signing', deployed: 'signing' },
      ],
      steps: [
        { action: 'retire', key: 'main' },
        { action: 'remove', key: 'main' },
      ],
    };
    expect(JSON.parse((await run('status', '--json')).text)).toMatchObject({
      applications: [{ application: 'example', ...promoted }],
      machines: [{ machine: 'exporter', ...promoted }],
    });
  });

  it('retires the old keys when they are gone, and removes them', async () => {
    await next('--wait');
    const retired = [{ name: 'main', state: 'retired' }, { state: 'signing' }];
    expect(keys()).toMatchObject([retired, retired]);
    for (const client of [OF_APPLICATION, OF_MACHINE])
      expect((await run('next', ...client)).code).toBe(0);
    expect(keys()).toMatchObject([[{ state: 'signing' }], [{ state: 'signing' }]]);
    expect((await run('plan')).text.match(/no rotation is under way/g)).toHaveLength(2);
  });

  it('turned no token away', async () => {
    for (const one of traffic) {
      const counts = await one.stop();
      console.log(`Traffic of ${one.name} during the rotation: ${JSON.stringify(counts)}`);
      expect(one.refusals).toEqual([]);
      expect(counts).toMatchObject({ unauthorized: 0, forbidden: 0, otherwise: 0, kids: 2 });
      expect(counts.fresh).toBeGreaterThan(100);
      expect(counts.ofAnotherKey).toBeGreaterThan(0);
    }
  });

  it('would have seen a token turned away', async () => {
    const again = await Promise.all(['example', 'exporter'].map(startTraffic));
    const { data } = (await getJson(`${kongAdmin}/jwts`)) as {
      data: { id: string; consumer: { id: string } }[];
    };
    for (const { id, consumer } of data)
      await fetch(`${kongAdmin}/consumers/${consumer.id}/jwt/${id}`, { method: 'DELETE' });
    for (const { counts } of again)
      await expect.poll(() => counts.unauthorized, { timeout: 30_000 }).toBeGreaterThan(0);
    await Promise.all(again.map((one) => one.stop()));
  });
}
