import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { search, take, type Adoption } from '../../commands/adopt/adopt.ts';
import { checkGuide } from '../../commands/verify/checks.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import type { Change } from '../../catalogue/change.ts';
import { propertyChanges } from '../../commands/shared/preview/properties.ts';
import type { Platform } from '../../embedded/platform.ts';
import { getJson } from '../support/servers.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import type { Ground } from '../support/real-parts.ts';
import {
  fusionAuthByHand,
  kongByHand,
  send,
  serversOf,
  type ByHand,
  type Servers,
} from './by-hand.ts';
import { dump } from './dump.ts';
import { placeOf } from './place.ts';

/** What the guide leaves open and the stack closes. Each is an operation, a resource and its inputs. */
const HARDENING = {
  'create ApiKey issuer-login-key': [],
  'create ConsumerAcl Kong-App-group': [],
  'create Plugin example_service-acl': [],
  'update Application Kong-App-application': ['name'],
  'update Consumer Kong-App-consumer': ['customId'],
  'update Key Kong-App/main-generated': ['name'],
  'update Plugin example_service-jwt': [
    'configJson.claims_to_verify',
    'configJson.uri_param_names',
  ],
  'update Route example_service/example_route': ['methods'],
  'update Service example_service-service': ['path'],
} as const;

/**
 * The guide done by hand, its adoption and what follows, in order: each test goes on from where the one
 * before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeAdoption(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let ground: Ground;
  let servers: Servers;
  let hand: ByHand;
  let stack: TestStack;
  let adoption: Adoption;
  let before: unknown;
  let made: Record<string, object>[];

  beforeAll(async () => {
    ground = await prepare();
    platform = await startTestPlatform();
    const own = serversOf(platform);
    servers = { ...own, kongAdmin: ground.kong?.admin ?? own.kongAdmin };
    hand = await fusionAuthByHand(servers);
    await kongByHand(servers, hand);
    stack = await createStack();
    before = await dump(servers);
    made = await ownObjects();
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  /** The tenant, the application and the user with the registration, as FusionAuth has them. */
  function ownObjects(): Promise<Record<string, object>[]> {
    const { tenantId, applicationId, loginId } = hand;
    const paths = [`tenant/${tenantId}`, `application/${applicationId}`, `user?email=${loginId}`];
    const asKey = { authorization: API_KEY, 'x-fusionauth-tenantid': tenantId };
    const urls = paths.map((path) => `${servers.fusionAuth}/api/${path}`);
    return Promise.all(
      urls.map(async (url) => (await getJson(url, asKey)) as Record<string, object>),
    );
  }

  async function createStack(): Promise<TestStack> {
    const addresses = Object.entries(guideConfig(platform, ground.kong)).filter(
      ([key]) => key !== 'fusionauth-kong:apis',
    );
    const created = await TestStack.create(Object.fromEntries(addresses), ground.env);
    const file = stackFile(created);
    writeFileSync(file, `# Owned by the platform team.\n${readFileSync(file, 'utf8')}`);
    return created;
  }

  it('finds the guide and says what it leaves alone', async () => {
    const options = { users: [], loginKey: hand.loginKeyId };
    const { settings, notes } = await search(placeOf(stack), options);
    expect(settings).toMatchObject({
      issuer: 'https://local.fusionauth.io',
      tenant: 'Kong guide',
      keyClaim: 'iss',
      applications: [
        {
          name: 'Kong-App',
          consumer: 'fusionauth',
          roles: [
            { name: 'reader', description: 'Reads.', default: true },
            { name: 'admin', superRole: true },
          ],
          users: [{ email: hand.loginId, roles: ['admin', 'reader'] }],
          tokenLifetimeSeconds: 600,
          keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'generated' }],
        },
      ],
      apis: [
        {
          name: 'example_service',
          upstream: servers.upstream,
          routes: [{ name: 'example_route', paths: ['/mock'] }],
        },
      ],
    });
    expect(notes).toEqual([
      expect.stringMatching(/^API key .* opens POST \/api\/login of every tenant/),
    ]);
    expect(await dump(servers)).toEqual(before);
  });

  it('imports what was found, and changes neither server', async () => {
    const place = placeOf(stack);
    adoption = await take(place, await search(place, { users: [] }));
    expect(adoption.imported).toHaveLength(12);
    expect(await dump(servers)).toEqual(before);
    expect(readFileSync(stackFile(stack), 'utf8')).toMatch(/^# Owned by the platform team\.\n/);
  });

  it('lists exactly what hardening would change', () => {
    expect(adoption.unseen).toEqual([]);
    const listed = meaningful(adoption).map((change) => [
      `${change.operation} ${change.type.split(':').at(-1)} ${change.name}`,
      change.operation === 'create' ? [] : propertyChanges(change).map(({ path }) => path),
    ]);
    expect(Object.fromEntries(listed)).toEqual(HARDENING);
  });

  it('hardens what was adopted, and the guide holds', async () => {
    await stack.up();
    const { password } = hand;
    const outputs = stackOutputs.parse({ ...(await stack.outputs()), password });
    expect(outputs).toMatchObject({
      tenantId: hand.tenantId,
      applicationId: hand.applicationId,
      kid: hand.kid,
    });
    const checks = await checkGuide(outputs, API_KEY);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  });

  it('keeps what the stack does not declare', async () => {
    const [tenant, application, user] = made;
    expect(timeless(await ownObjects())).toEqual(
      timeless([tenant, { application: { ...application!.application!, name: 'Kong-App' } }, user]),
    );
    const login = await send(
      'POST',
      `${servers.fusionAuth}/api/login`,
      { loginId: hand.loginId, password: hand.password, applicationId: hand.applicationId },
      { authorization: hand.loginApiKey },
    );
    expect(login).toMatchObject({ user: { firstName: 'Richard' } });
  });

  it('takes a stack over whose state is lost, with nothing left to change', async () => {
    const lost = stack;
    stack = await createStack();
    try {
      const place = placeOf(stack);
      const held = await dump(servers);
      const { resources = [] } = (await lost.exportState()).deployment;
      const key = resources.find(({ urn }) => urn.endsWith('::issuer-login-key'))!;
      const again = await take(place, await search(place, { users: [], loginKey: key.id }));
      expect(again.imported).toHaveLength(15);
      expect(await dump(servers)).toEqual(held);
      expect(meaningful(again)).toEqual([]);
      await stack.up();
      await stack.succeed('preview', '--expect-no-changes');
      expect(timeless(await dump(servers))).toEqual(timeless(held));
    } finally {
      lost.remove();
    }
  });
}

/**
 * The changes of any property. For users the provider plans its own defaults of what it never reads, such as
 * the scheme of a password that is not sent; on the server that changes nothing.
 */
function meaningful({ preview }: Adoption): Change[] {
  return preview.changes.filter(
    (change) => change.operation !== 'update' || propertyChanges(change).length > 0,
  );
}

/** What the provider writes out, all off, whenever it updates an application. */
const PROVIDERS = 'refreshTokenRevocationPolicy';

/** A dump without the times of the last change. */
function timeless(dumped: unknown): unknown {
  const left = ['lastUpdateInstant', 'lastLoginInstant', 'updated_at', PROVIDERS];
  const text = JSON.stringify(dumped, (name, value: unknown) =>
    left.includes(name) ? undefined : value,
  );
  return JSON.parse(text);
}

function stackFile({ directory }: TestStack): string {
  return join(directory, 'Pulumi.test.yaml');
}
