import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import type { TestStack } from '../support/stack.ts';
import { Teams } from './teams.ts';

const SHOP = { name: 'shop', users: [{ email: 'ann@example.com' }] };
const TILL = { name: 'till', consumer: 'till-7', users: [{ email: 'bob@example.com' }] };
const EXPORTER = { name: 'exporter', grants: [{ api: 'orders', permissions: ['read'] }] };
const ALL = { applications: [SHOP, TILL], machines: [EXPORTER] };

/** What a gateway's stack is not given. */
const NO_FUSIONAUTH = { FA_API_KEY: '', FA_DOMAIN: '' };

// In order: each test goes on from where the one before it ended.
describe('two gateways that trust one issuer', () => {
  let teams: Teams;
  let identity: TestStack;
  let orders: TestStack;
  let stock: TestStack;
  let content: () => Promise<unknown>;
  let before: unknown;

  beforeAll(async () => {
    teams = await Teams.start();
    const { ports } = teams.platform;
    content = async () => [
      await kongContent(`http://127.0.0.1:${ports.kongAdmin}`),
      await fusionAuthContent(`http://127.0.0.1:${ports.fusionAuth}`),
    ];
    before = await content();
    identity = await teams.stack('identity', teams.issuer(ALL));
    orders = await teams.stack('orders', teams.gateway('orders'), NO_FUSIONAUTH);
    stock = await teams.stack('stock', teams.gateway('stock', { allow: ['till'] }), NO_FUSIONAUTH);
  });

  afterAll(() => teams?.stop());

  it('refuses a preview of a gateway before the issuer is up, and says what to run', async () => {
    const { code, output } = await orders.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('pulumi up --stack organization/fusionauth-kong/identity');
  });

  it('refuses a preview that trusts a stack which there is none of', async () => {
    stock.configure(teams.gateway('stock', { trusts: ['organization/fusionauth-kong/nobody'] }));
    const { code, output } = await stock.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('unknown stack "organization/fusionauth-kong/nobody"');
    stock.configure(teams.gateway('stock', { allow: ['till'] }));
  });

  it('come up, the issuer first, and change nothing after', async () => {
    await identity.up();
    await orders.up();
    await stock.up();
    for (const stack of [identity, orders, stock])
      await stack.succeed('preview', '--expect-no-changes');
  });

  it('destroys the gateways first, and leaves nothing', async () => {
    for (const stack of [orders, stock, identity])
      await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
});
