import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { Clone, freePorts } from '../support/clone.ts';
import { getJson } from '../support/servers.ts';

type Config = Record<string, unknown>;

// In order: each test goes on from where the one before it ended.
describe('npm run fleet over an issuer and two gateways that trust it', () => {
  let clone: Clone;
  let kong: string;
  let identity: Config;
  let gateway: (api: string, more?: Config) => Config;

  const fleet = async (args: string) => {
    const { code, output } = await clone.shell(`npm run --silent fleet -- ${args}`);
    return { code, output, lines: output.split('\n').map((line) => line.replace(/\s+/g, ' ')) };
  };
  const configure = (stack: string, config: Config) =>
    writeFileSync(join(clone.directory, `Pulumi.${stack}.yaml`), stringify({ config }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: clone.directory,
    });

  beforeAll(async () => {
    clone = await Clone.create();
    const [kongAdmin, kongProxy, fusionAuth, upstream] = await freePorts(4);
    const at = (port?: number) => `http://127.0.0.1:${port}`;
    kong = at(kongAdmin);
    const both = {
      'fusionauth-kong:platform': 'embedded',
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:gatewayUrl': at(kongProxy),
      'kong:kongAdminUri': kong,
      'fusionauth:host': at(fusionAuth),
    };
    identity = {
      ...both,
      'fusionauth-kong:side': 'issuer',
      'fusionauth-kong:tenant': 'acme',
      'fusionauth-kong:applications': [{ name: 'shop', users: [{ email: 'ann@example.com' }] }],
    };
    gateway = (api, more) => ({
      ...both,
      'fusionauth-kong:side': 'gateway',
      'fusionauth-kong:trusts': ['organization/fusionauth-kong/identity'],
      'fusionauth-kong:apis': [
        { name: api, upstream: at(upstream), routes: [{ name: api, paths: [`/${api}`] }], ...more },
      ],
    });
    const ports = `--kong-admin-port ${kongAdmin} --kong-proxy-port ${kongProxy} --fusionauth-port ${fusionAuth}`;
    const line = `npm run --silent embedded -- start ${ports} --upstream-port ${upstream}`;
    expect(await clone.shell(line)).toMatchObject({ code: 0 });
    rmSync(join(clone.directory, 'Pulumi.dev.yaml'));
    configure('identity', identity);
    configure('orders', gateway('orders'));
    configure('stock', gateway('stock'));
    git('init', '--quiet');
    git('add', 'Pulumi.yaml', 'Pulumi.identity.yaml', 'Pulumi.orders.yaml', 'Pulumi.stock.yaml');
    git('commit', '--quiet', '--message', 'stacks');
  });

  afterAll(async () => {
    await clone?.shell('npm run down');
    clone?.remove();
  });

  it('gives CI the issuer in a wave before the gateways', async () => {
    const { code, output } = await fleet('list --json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ waves: [['identity'], ['orders', 'stock']] });
  });

  it('holds the gateways back where the issuer fails, and changes nothing', async () => {
    configure('identity', { ...identity, 'fusionauth-kong:keyClaim': 'iss' });
    const { code, lines } = await fleet('up --yes');
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('keyClaim');
    expect(lines).toContainEqual(expect.stringMatching(/^orders held back .* identity failed$/));
    expect(lines).toContain('1 failed, 2 not begun in 3 of 3 stacks');
    expect(await getJson(`${kong}/services`)).toMatchObject({ data: [] });
    configure('identity', identity);
  });

  it('brings all up, which then holds and has nothing to change', async () => {
    const up = await fleet('up --yes --at-once 2');
    expect(up.output).toContain('All is up in 3 of 3 stacks');
    expect(up.code).toBe(0);
    const verified = await fleet('verify');
    expect(verified.output).toContain('All checks pass in 3 of 3 stacks');
    expect(verified.code).toBe(0);
    const preview = await fleet('preview');
    expect(preview.output).toContain('Nothing changes in 3 of 3 stacks');
    expect(preview.code).toBe(0);
  });

  it('leaves the files of the stacks as they were', () => {
    expect(git('status', '--porcelain', '--untracked-files=no').toString()).toBe('');
  });

  it('previews under the guardrails only what a change concerns, and says it in one comment', async () => {
    configure('orders', gateway('orders', { retries: 1 }));
    const { code, output } = await fleet(
      'preview --changed HEAD --policy-pack policies --markdown preview.md',
    );
    expect(output).toContain('1 would change in 1 of 3 stacks');
    expect(code).toBe(0);
    const comment = readFileSync(join(clone.directory, 'preview.md'), 'utf8');
    expect(comment).toMatch(/^<!-- preview of the fleet -->\n/);
    expect(comment).toContain('### Preview of `orders`: 1 to change');
    expect(comment).not.toMatch(/stock|identity/);
  });

  it('fails a preview that the guardrails refuse', async () => {
    configure('identity', { ...identity, 'fusionauth-kong:applications': LONG_LIVED });
    const { code, output } = await fleet('preview --stack identity --policy-pack policies');
    expect(output).toMatch(/token-lifetime: /);
    expect(code).toBe(1);
    configure('identity', identity);
  });

  it('tells whose stack has drift', async () => {
    const { data } = (await getJson(`${kong}/services`)) as {
      data: { id: string; name: string }[];
    };
    const { id } = data.find(({ name }) => name === 'stock')!;
    const headers = { 'content-type': 'application/json' };
    await fetch(`${kong}/services/${id}`, { method: 'PATCH', headers, body: '{"retries":9}' });
    const { code, output } = await fleet('drift --json 2>/dev/null');
    expect(code).toBe(7);
    const { stacks } = JSON.parse(output) as { stacks: { stack: string; status: string }[] };
    expect(Object.fromEntries(stacks.map(({ stack, status }) => [stack, status]))).toEqual({
      ...{ identity: 'passed', orders: 'passed', stock: 'found' },
    });
  });
});

const LONG_LIVED = [
  { name: 'shop', users: [{ email: 'ann@example.com' }], tokenLifetimeSeconds: 86_400 },
];
