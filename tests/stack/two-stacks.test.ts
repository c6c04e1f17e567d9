import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

// Two teams' stacks on one FusionAuth and one Kong, with clients of the same names, in order: each test goes on
// from where the one before it ended.
describe('two stacks on the same servers', () => {
  let platform: Platform;
  let one: TestStack;
  let other: TestStack;
  let content: () => Promise<unknown>;
  let before: unknown;

  beforeAll(async () => {
    platform = await startTestPlatform();
    content = async () => [
      await kongContent(`http://127.0.0.1:${platform.ports.kongAdmin}`),
      await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
    ];
    before = await content();
    [one, other] = await Promise.all([
      TestStack.create(settings('red')),
      TestStack.create(settings('blue')),
    ]);
    await one.up();
  });

  afterAll(async () => {
    for (const stack of [one, other]) {
      await stack?.run('destroy', '--yes', '--skip-preview');
      stack?.remove();
    }
    await platform?.stop();
  });

  it.each<[string, Partial<Names>, string]>([
    ['tenant', { tenant: 'red' }, 'FusionAuth has a tenant named red'],
    ['service', { api: 'red-orders' }, 'Kong has a service named red-orders'],
    ['route', { route: 'red-orders' }, 'Kong has a route named red-orders'],
    ['consumer', { consumer: 'red-shop' }, 'Kong has a consumer named red-shop'],
  ])('refuses the name of the %s that the other has, and makes nothing', async (_, same, said) => {
    const made = await content();
    other.configure(settings('blue', same));
    const { code, output } = await other.run('up', '--yes');
    expect(code).not.toBe(0);
    expect(output).toContain(said);
    expect(await content()).toEqual(made);
  });

  it('come up both, and each lets in its own clients alone', async () => {
    other.configure(settings('blue'));
    await other.up();
    await expectVerified(one);
    await expectVerified(other);
    await one.succeed('preview', '--expect-no-changes');
  });

  it('refuses to make a key anew under its name, and says how to rotate to another', async () => {
    const made = await content();
    other.configure(settings('blue', { bits: 3072 }));
    const { code, output } = await other.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('Key blue: shop: main would change its bits from 2048 to 3072');
    expect(output).toContain('npm run rotate -- next --bits 3072');
    expect(await content()).toEqual(made);
  });

  it('goes on when the other is destroyed', async () => {
    await one.succeed('destroy', '--yes', '--skip-preview');
    await expectVerified(other);
    other.configure(settings('blue'));
    await other.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });

  /** Applications, machines and keys of the same names in every team. */
  function settings(team: string, names: Partial<Names> = {}): Record<string, unknown> {
    const { tenant, api, route, consumer, bits } = { ...namesOf(team), ...names };
    const users = [{ email: 'ann@example.com' }];
    const grants = [{ api, permissions: ['read'] }];
    const upstream = `http://127.0.0.1:${platform.ports.upstream}`;
    return {
      ...guideConfig(platform),
      'fusionauth-kong:tenant': tenant,
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:applications': [
        { name: 'shop', consumer, users, keys: [{ name: 'main', bits }] },
      ],
      'fusionauth-kong:machines': [{ name: 'exporter', consumer: `${team}-exporter`, grants }],
      'fusionauth-kong:apis': [
        { name: api, upstream, routes: [{ name: route, paths: [`/${team}`] }] },
      ],
    };
  }
});

/** What a team chooses. */
interface Names {
  tenant: string;
  api: string;
  route: string;
  consumer: string;
  bits: number;
}

function namesOf(team: string): Names {
  const orders = `${team}-orders`;
  return { tenant: team, api: orders, route: orders, consumer: `${team}-shop`, bits: 2048 };
}

async function expectVerified(stack: TestStack): Promise<void> {
  const outputs = stackOutputs.parse(await stack.outputs());
  const checks = await checkStack({ outputs, provisioningKey: API_KEY });
  expect(checks.filter((check) => !check.passed)).toEqual([]);
}
