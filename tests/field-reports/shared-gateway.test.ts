import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from '../../catalogue/names.ts';
import { detect } from '../../commands/drift/detect.ts';
import { fix } from '../../commands/drift/fix.ts';
import type { Platform } from '../../embedded/platform.ts';
import { otherKey } from '../drift/changes/change.ts';
import { Hand } from '../drift/hand.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const TEAMS = ['billing', 'search', 'stock', 'mobile', 'data'];

/** Plugins that others have on their services, each with what it needs. */
const PLUGINS: Readonly<Record<string, object>> = {
  acl: { allow: ['others'] },
  'basic-auth': {},
  'bot-detection': {},
  cors: { origins: ['https://shop.example.com'] },
  'file-log': { path: '/dev/stdout' },
  'http-log': { http_endpoint: 'http://logs.internal/kong' },
  'ip-restriction': { allow: ['10.0.0.0/8'] },
  jwt: { claims_to_verify: ['exp'] },
  'key-auth': { key_names: ['x-key'] },
  'rate-limiting': { minute: 100, policy: 'local' },
  'request-size-limiting': { allowed_payload_size: 8 },
  'request-termination': { status_code: 503 },
  'request-transformer': { add: { headers: ['x-team:other'] } },
  'response-transformer': { remove: { headers: ['server'] } },
};

const KONG = [
  ...['services', 'routes', 'plugins', 'consumers', 'jwts', 'acls', 'key-auths'],
  'upstreams',
];

describe('a gateway that others use', () => {
  let platform: Platform;
  let stack: TestStack;
  let hand: Hand;

  beforeAll(async () => {
    platform = await startTestPlatform();
    stack = await TestStack.create({
      ...guideConfig(platform),
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:applications': [{ name: 'shop', users: [{ email: 'ann@example.com' }] }],
    });
    const kong = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    await othersMake(await Hand.of(stack, kong, platform));
    await stack.up();
    hand = await Hand.of(stack, kong, platform);
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  const idsOf = async () => {
    const { resources = [] } = (await stack.exportState()).deployment;
    return new Map(
      resources.map(({ urn, id = '' }) => [urn.split('::').at(-1)!, id.split('|')[0]!]),
    );
  };

  /** What others have on both servers, to the last field. */
  const foreign = async (): Promise<unknown> => {
    const ours = new Set((await idsOf()).values());
    const listed = async (list: string) => {
      const { data } = await hand.kong('GET', `/${list}?size=1000`);
      return (data as { id: string }[]).filter(({ id }) => !ours.has(id));
    };
    const kinds = ['tenant', 'application', 'key'].map(async (kind) => {
      const answer = await hand.fusionAuth('GET', `/api/${kind}`);
      return (Object.values(answer)[0] as { id: string }[]).filter(({ id }) => !ours.has(id));
    });
    const targets = TEAMS.map((team) => hand.kong('GET', `/upstreams/${team}.internal/targets`));
    return Promise.all([...KONG.map(listed), ...kinds, ...targets]);
  };

  it('has no drift, however much of others is on it', async () => {
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it('is restored after ten changes by hand, and nothing of others is touched', async () => {
    const ids = await idsOf();
    const id = (name: string) => ids.get(name)!;
    const service = `/services/${id(names.service('example_service'))}`;
    const consumer = `/consumers/${id(names.consumer('shop'))}`;
    const route = `/routes/${id(names.route('example_service', 'example_route'))}`;
    const application = `/api/application/${id(names.application('shop'))}`;
    // Of others, on what is declared: reported, and left.
    await hand.kong('POST', `${service}/plugins`, {
      ...{ name: 'rate-limiting', config: { minute: 5, policy: 'local' } },
    });
    await hand.kong('POST', `${consumer}/jwt`, {
      ...{ key: 'another', algorithm: 'RS256', rsa_public_key: otherKey() },
    });
    await hand.kong('POST', '/plugins', {
      name: 'ip-restriction',
      config: { deny: ['10.1.0.0/16'] },
    });
    const before = await foreign();

    await hand.kong('PATCH', service, { retries: 1, path: '/else' });
    await hand.kong('PATCH', route, { paths: ['/mock', '/more'], strip_path: false });
    for (const [name, change] of [
      ['jwt', { config: { claims_to_verify: null } }],
      ['acl', { enabled: false }],
    ] as const)
      await hand.kong('PATCH', `/plugins/${await hand.plugin(name)}`, change);
    await hand.kong('DELETE', `${consumer}/acls/${id(names.group('shop'))}`);
    await hand.kong('DELETE', `${consumer}/jwt/${id(names.credential('shop', 'kid', 'main'))}`);
    await hand.fusionAuth('PATCH', `/api/tenant/${id(names.tenant('issuer'))}`, {
      tenant: { issuer: 'https://other.example.com' },
    });
    await hand.fusionAuth('PATCH', application, {
      application: { loginConfiguration: { requireAuthentication: false } },
    });
    await hand.fusionAuth('PATCH', application, {
      application: { jwtConfiguration: { timeToLiveInSeconds: 86_400 } },
    });
    await hand.fusionAuth(
      'DELETE',
      `/api/user/registration/${id(names.user('ann@example.com'))}/${id(names.application('shop'))}`,
    );

    const drift = await detect(subjectOf(stack));
    expect(drift.findings[0]?.object).toBe('second credential (jwt) of consumer shop');
    // As `--fix --yes` does: nothing of others is named, and nothing may become weaker.
    const up = async () =>
      (await stack.run('up', '--refresh', '--run-program', '--yes', '--skip-preview')).code;
    const left = await fix(subjectOf(stack), drift, up);
    expect(left.findings.map(({ kind, object }) => `${kind} ${object}`).sort()).toEqual([
      'foreign global plugin ip-restriction',
      'foreign plugin rate-limiting on service example_service',
      'foreign second credential (jwt) of consumer shop',
    ]);
    expect(await foreign()).toEqual(before);
  });
});

/** Thirty services of five teams, with plugins, upstreams and consumers, and four tenants. */
async function othersMake(hand: Hand): Promise<void> {
  const plugins = Object.entries(PLUGINS);
  for (const [at, team] of TEAMS.entries()) {
    await hand.kong('POST', '/upstreams', { name: `${team}.internal` });
    for (const port of [8080, 8081])
      await hand.kong('POST', `/upstreams/${team}.internal/targets`, {
        target: `10.0.0.1:${port}`,
      });
    const username = `${team} client`;
    const { id } = await hand.kong('POST', '/consumers', { username, tags: [team] });
    await hand.kong('POST', `/consumers/${id as string}/acls`, { group: 'others' });
    await hand.kong('POST', `/consumers/${id as string}/key-auth`, { key: `key-of-${team}` });
    await hand.kong('POST', `/consumers/${id as string}/jwt`, {
      ...{ key: `https://${team}.idp.example`, algorithm: 'RS256', rsa_public_key: otherKey() },
    });
    for (let number = 0; number < 6; number += 1) {
      const name = `${team}-${number}`;
      await hand.kong('POST', '/services', { name, url: `http://${team}.internal/${number}` });
      await hand.kong('POST', `/services/${name}/routes`, {
        ...{ name, paths: [`/${team}/${number}`], tags: [team] },
        ...(number === 0 && { protocols: ['https'], headers: { 'x-version': ['2'] } }),
      });
      const [plugin, config] = plugins[(at * 6 + number) % plugins.length]!;
      await hand.kong('POST', `/services/${name}/plugins`, { name: plugin, config });
    }
  }
  for (const name of ['acme', 'globex', 'initech', 'umbrella']) {
    const { tenant } = await hand.fusionAuth('POST', '/api/tenant', { tenant: { name } });
    const tenantId = (tenant as { id: string }).id;
    const roles = [{ name: 'admin', isSuperRole: true }];
    const application = { name: `${name} portal`, roles };
    await hand.fusionAuth('POST', '/api/application', { application }, tenantId);
  }
}
