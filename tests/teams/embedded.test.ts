import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import { asText } from '../../commands/preview/markdown.ts';
import { readPreview } from '../../commands/shared/preview/changes.ts';
import { summarize } from '../../commands/shared/preview/summary.ts';
import { clientsOf } from '../../commands/verify/access.ts';
import { gatewayOutputs, stackOutputs } from '../../commands/verify/outputs.ts';
import { checkGateway, checkStack } from '../../commands/verify/stack.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { API_KEY, type TestStack } from '../support/stack.ts';
import { Traffic } from '../rotation/traffic.ts';
import { subjectOf } from '../support/subject.ts';
import { Teams } from './teams.ts';

const LIFETIME_SECONDS = 8;
const tokenLifetimeSeconds = LIFETIME_SECONDS;
const SHOP = { name: 'shop', tokenLifetimeSeconds, users: [{ email: 'ann@example.com' }] };
const TILL = {
  ...{ name: 'till', consumer: 'till-7', tokenLifetimeSeconds },
  users: [{ email: 'bob@example.com' }],
};
const EXPORTER = {
  ...{ name: 'exporter', tokenLifetimeSeconds },
  grants: [{ api: 'orders', permissions: ['read'] }],
};
const ALL = { applications: [SHOP, TILL], machines: [EXPORTER] };

/** What a gateway's stack is not given. */
const NO_FUSIONAUTH = { FA_API_KEY: '', FA_DOMAIN: '' };

// In order: each test goes on from where the one before it ended.
describe('two gateways that trust one issuer', () => {
  vi.setConfig({ testTimeout: 180_000 });
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

  it('are verified with real tokens of the issuer', async () => {
    const issuer = {
      outputs: stackOutputs.parse(await identity.outputs()),
      provisioningKey: API_KEY,
    };
    const own = await checkStack(issuer);
    expect(own.map(({ name, passed }) => [name, passed])).toEqual([
      ['login without the API key', true],
      ['login', true],
      ['signed with the published key', true],
      ['shop: a token', true],
      ['till: a token', true],
      ['exporter: a token', true],
    ]);
    const calls = async (stack: TestStack) => {
      const checks = await checkGateway(gatewayOutputs.parse(await stack.outputs()), issuer);
      expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      return checks
        .filter(({ name }) => / calls |^token$/.test(name))
        .map((one) => [one.name, one.status]);
    };
    expect(await calls(orders)).toEqual([
      ['token', 200],
      ['shop calls orders', 200],
      ['till calls orders', 200],
      ['exporter calls orders', 200],
    ]);
    expect(await calls(stock)).toEqual([
      ['token', 200],
      ['shop calls stock', 403],
      ['till calls stock', 200],
      ['exporter calls stock', 403],
    ]);
  });

  it('refuse in the preview an application that nobody has, and a claim that differs', async () => {
    const kept = await content();
    const refusal = async (stack: TestStack, settings: object) => {
      stack.configure(teams.gateway(stack.name, { ...settings }));
      const { code, output } = await stack.run('preview');
      expect(code).not.toBe(0);
      return output;
    };
    expect(await refusal(orders, { allow: ['shop', 'shpo'] })).toContain(
      'apis[0].allow = "shpo": names no application of organization/fusionauth-kong/identity',
    );
    expect(await refusal(orders, { keyClaim: 'iss' })).toContain(
      'fix: pulumi config set keyClaim kid',
    );
    expect(await refusal(orders, { applications: [SHOP], tenant: 'acme' })).toMatch(
      /applications: is for a stack of the issuer's side[^]*tenant: is for a stack of the issuer's side/,
    );
    orders.configure(teams.gateway('orders'));
    expect(await content()).toEqual(kept);
  });

  it('turn no token away while the issuer rotates its keys', async () => {
    const outputs = stackOutputs.parse(await identity.outputs());
    const proxy = `http://127.0.0.1:${teams.platform.ports.kongProxy}`;
    const client = (name: string) => clientsOf(outputs).find((one) => one.name === name)!;
    const traffic = await Promise.all([
      Traffic.start(client('shop'), `${proxy}/orders`),
      Traffic.start(client('exporter'), `${proxy}/orders`),
      Traffic.start(client('till'), `${proxy}/stock`),
    ]);
    const next = (main: string, other: string) => {
      const keys = [
        { name: 'main', state: main },
        { name: 'next', state: other },
      ];
      const [applications, machines] = [ALL.applications, ALL.machines].map((list) =>
        list.map((one) => ({ ...one, keys })),
      );
      identity.configure(teams.issuer({ applications, machines }));
      return identity.up();
    };
    await next('signing', 'verifying');
    await next('verifying', 'signing');
    for (const stack of [orders, stock]) await stack.succeed('preview', '--expect-no-changes');
    // Every token of the old keys has expired by then.
    const untilThen = Date.now() + LIFETIME_SECONDS * 1000;
    await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(untilThen);
    await next('retired', 'signing');
    for (const one of traffic) {
      const counts = await one.stop();
      console.log(`${one.name}: ${JSON.stringify(counts)}`);
      expect(one.refusals).toEqual([]);
      expect(counts).toMatchObject({ unauthorized: 0, forbidden: 0, otherwise: 0, kids: 2 });
    }
  });

  it('tell what was changed by hand, each of its own side', async () => {
    const kong = (path: string, method: string, body?: object) => hand(teams, path, method, body);
    const drift = async (stack: TestStack) => {
      const { findings } = await detect(subjectOf(stack));
      return findings.map(({ kind, object }) => `${kind} ${object}`);
    };
    const { id } = await kong('/consumers', 'POST', { username: 'stranger' });
    await kong(`/consumers/${id}/acls`, 'POST', { group: 'shop' });
    await kong('/routes/orders', 'PATCH', { paths: ['/orders', '/'] });
    await kong('/services/stock', 'PATCH', { retries: 9 });
    expect(await drift(identity)).toEqual(['foreign consumer stranger in group shop']);
    expect(await drift(orders)).toEqual(['changed route orders']);
    expect(await drift(stock)).toEqual(['changed service stock']);

    await kong(`/consumers/${id}`, 'DELETE');
    for (const stack of [orders, stock]) await stack.up('--refresh');
    for (const stack of [identity, orders, stock]) expect(await drift(stack)).toEqual([]);
  });

  it('says who still lets a client in that the issuer drops', async () => {
    const keys = [{ name: 'next' }];
    const machines = [{ ...EXPORTER, keys }];
    identity.configure(teams.issuer({ applications: [{ ...SHOP, keys }], machines }));
    const warning =
      'till goes, and service orders, service stock of other stacks still let it in: its tokens get 401 there';
    expect(await identity.succeed('preview')).toContain(warning);
    const summary = summarize(readPreview(await identity.succeed('preview', '--json'), 'identity'));
    expect(asText(summary)).toContain(warning);
    expect(await identity.up()).toContain(warning);
    const { code, output } = await stock.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('apis[0].allow = "till": names no application');
  });

  it('destroys the gateways first, and leaves nothing', async () => {
    for (const stack of [orders, stock, identity])
      await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
});

/** Somebody with curl at Kong's Admin API. */
async function hand(
  { platform }: Teams,
  path: string,
  method: string,
  body?: object,
): Promise<{ id: string }> {
  const response = await fetch(`http://127.0.0.1:${platform.ports.kongAdmin}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? { id: '' } : ((await response.json()) as { id: string });
}
