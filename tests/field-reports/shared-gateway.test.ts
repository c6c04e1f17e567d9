import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from '../../catalogue/names.ts';
import { search, take, type Adoption } from '../../commands/adopt/adopt.ts';
import { planText, resultText } from '../../commands/adopt/report.ts';
import type { Found } from '../../commands/adopt/found.ts';
import { detect } from '../../commands/drift/detect.ts';
import { fix } from '../../commands/drift/fix.ts';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthByHand, kongByHand, serversOf, type ByHand } from '../adopt/by-hand.ts';
import { placeOf } from '../adopt/place.ts';
import { otherKey } from '../drift/changes/change.ts';
import { Hand } from '../drift/hand.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';
import { Others } from './others.ts';

const SERVICE = 'example_service';

/** A team's APIs on servers of five more: adopted, hardened, changed by hand and restored, in this order. */
describe('a gateway that others use', () => {
  let platform: Platform;
  let stack: TestStack;
  let hand: Hand;
  let made: ByHand;
  let others: Others;
  let answers: Record<string, number[]>;
  let found: Found;
  let adoption: Adoption;

  beforeAll(async () => {
    platform = await startTestPlatform();
    const { 'fusionauth-kong:apis': _, ...config } = guideConfig(platform);
    stack = await TestStack.create(config);
    hand = await handOf();
    others = await Others.make(hand, platform);
    const servers = serversOf(platform);
    made = await fusionAuthByHand(servers);
    await kongByHand(servers, made);
    await ownPlugins(hand, platform);
    answers = await others.answers();
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  const handOf = () => Hand.of(stack, `http://127.0.0.1:${platform.ports.kongAdmin}`, platform);

  const idsOf = async () => {
    const { resources = [] } = (await stack.exportState()).deployment;
    return new Map(
      resources.map(({ urn, id = '' }) => [urn.split('::').at(-1)!, id.split('|')[0]!]),
    );
  };
  const held = async () => others.held(new Set((await idsOf()).values()));
  const findings = async () => (await detect(subjectOf(stack))).findings;

  it("takes over the team's API, and neither server is changed", async () => {
    const before = await others.held(new Set());
    const place = placeOf(stack);
    found = await search(place, { users: [made.loginId.toUpperCase()], apis: [SERVICE] });
    adoption = await take(place, found);
    expect(await others.held(new Set())).toEqual(before);
    expect(found.settings.apis.map(({ name }) => name)).toEqual([SERVICE]);
    expect(found.settings.applications.map(({ users }) => users.length)).toEqual([1]);
  });

  it('says first whom it shuts out, and by name what it leaves', () => {
    for (const { text } of [planText('test', found), resultText('test', found, adoption)]) {
      expect(text).toMatch(/^Who loses access, or is answered otherwise, after `pulumi up`:\n/);
      expect(text).toContain(
        `API ${SERVICE}: billing client, search client, stock client get 403.`,
      );
    }
    expect(adoption.left.map(({ object }) => object).sort()).toEqual([
      'global plugin ip-restriction',
      'plugin cors on service example_service',
      'plugin file-log on route example_route',
      'plugin ip-restriction on consumer fusionauth',
      'plugin jwt on route example_route',
      'plugin rate-limiting on route example_route',
      'plugin rate-limiting on service example_service',
    ]);
  });

  it('Kong/kong#7168: is deployed without drift, and nobody else sees anything of it', async () => {
    const before = await held();
    await stack.up();
    expect(await findings()).toEqual([]);
    expect(await held()).toEqual(before);
    expect(await others.answers()).toEqual(answers);
  });

  it('is restored after ten changes by hand, and nothing of others is touched', async () => {
    hand = await handOf();
    const ids = await idsOf();
    const id = (name: string) => ids.get(name)!;
    const [client] = found.settings.applications;
    const { name } = client!;
    const service = `/services/${id(names.service(SERVICE))}`;
    const consumer = `/consumers/${id(names.consumer(name))}`;
    const route = `/routes/${id(names.route(SERVICE, 'example_route'))}`;
    const application = `/api/application/${id(names.application(name))}`;
    // Of others, on what is declared: reported, and left.
    await hand.kong('POST', `${service}/plugins`, { name: 'bot-detection' });
    await hand.kong('POST', `${consumer}/jwt`, {
      ...{ key: 'another', algorithm: 'RS256', rsa_public_key: otherKey() },
    });
    const before = await held();

    await hand.kong('PATCH', service, { retries: 1, path: '/else' });
    await hand.kong('PATCH', route, { paths: ['/mock', '/more'], strip_path: false });
    for (const [plugin, change] of [
      ['jwt', { config: { claims_to_verify: null } }],
      ['acl', { enabled: false }],
    ] as const)
      await hand.kong('PATCH', `/plugins/${id(names.plugin(SERVICE, plugin))}`, change);
    await hand.kong('DELETE', `${consumer}/acls/${id(names.group(name))}`);
    await hand.kong('DELETE', `${consumer}/jwt/${id(names.credential(name, 'iss', 'main'))}`);
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
      `/api/user/registration/${id(names.user(made.loginId))}/${id(names.application(name))}`,
    );

    const drift = await detect(subjectOf(stack));
    expect(drift.findings[0]?.object).toBe('second credential (jwt) of consumer fusionauth');
    // As `--fix --yes` does: nothing of others is named, and nothing may become weaker.
    const up = async () =>
      (await stack.run('up', '--refresh', '--run-program', '--yes', '--skip-preview')).code;
    const left = await fix(subjectOf(stack), drift, up);
    expect(left.findings.map(({ kind, object }) => `${kind} ${object}`).sort()).toEqual([
      'foreign plugin bot-detection on service example_service',
      'foreign second credential (jwt) of consumer fusionauth',
    ]);
    expect(await held()).toEqual(before);
    expect(await others.answers()).toEqual(answers);
  });
});

/** What the team has on its own API besides the guide: an upstream of two targets, and plugins on everything. */
async function ownPlugins(hand: Hand, { ports }: Platform): Promise<void> {
  await hand.kong('POST', '/upstreams', { name: 'example.internal' });
  await hand.kong('POST', '/upstreams/example.internal/targets', {
    target: `127.0.0.1:${ports.upstream}`,
  });
  await hand.kong('PATCH', `/services/${SERVICE}`, { host: 'example.internal' });
  const on = (path: string, name: string, config: object, more = {}) =>
    hand.kong('POST', `${path}/plugins`, { name, config, ...more });
  const limit = { minute: 1000, policy: 'local' };
  await on(`/services/${SERVICE}`, 'cors', { origins: ['https://shop.example.com'] });
  await on(`/services/${SERVICE}`, 'rate-limiting', limit);
  await on('/routes/example_route', 'jwt', {});
  await on('/routes/example_route', 'file-log', { path: '/dev/stdout' });
  const consumer = await hand.kong('GET', '/consumers/fusionauth');
  await on('/routes/example_route', 'rate-limiting', limit, { consumer: { id: consumer['id'] } });
  await on('/consumers/fusionauth', 'ip-restriction', { allow: ['127.0.0.0/8'] });
  await on('', 'ip-restriction', { deny: ['10.1.0.0/16'] });
}
