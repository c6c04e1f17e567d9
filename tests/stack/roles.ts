import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { getJson } from '../support/servers.ts';
import {
  API_KEY,
  TestStack,
  guideConfig,
  startTestPlatform,
  type StateResource,
} from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const ANN = { email: 'ann@example.com', password: 'password-of-ann' };
const BOB = { email: 'bob@example.com', password: 'password-of-bob' };

const shop = {
  name: 'shop',
  roles: [{ name: 'buyer', default: true }, { name: 'seller' }],
  users: [{ ...ANN, roles: ['seller', 'buyer'] }, { email: BOB.email }],
};
const desk = {
  name: 'desk',
  roles: [{ name: 'clerk' }],
  users: [{ ...BOB, roles: ['clerk'] }],
};

/**
 * Roles and users that come, change and go, in order: each test goes on from where the one before it ended.
 *
 * @param prepare runs first and says where.
 */
export function describeRoles(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let servers: Record<string, unknown>;
  let fusionAuth: string;
  let idOfBob: string;

  beforeAll(async () => {
    const { kong, env } = await prepare();
    platform = await startTestPlatform();
    fusionAuth = `http://127.0.0.1:${platform.ports.fusionAuth}`;
    servers = guideConfig(platform, kong);
    stack = await TestStack.create(withApplications(shop, desk), env);
    await stack.up();
    idOfBob = await userId(BOB.email);
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  function withApplications(...applications: object[]): Record<string, unknown> {
    return {
      ...servers,
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:applications': applications,
    };
  }

  async function upWith(...applications: object[]): Promise<void> {
    stack.configure(withApplications(...applications));
    await stack.up();
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  }

  async function find(path: string): Promise<Record<string, unknown>> {
    const { tenantId } = await stack.outputs();
    const headers = { authorization: API_KEY, 'x-fusionauth-tenantid': String(tenantId) };
    return (await getJson(fusionAuth + path, headers)) as Record<string, unknown>;
  }

  async function userId(email: string): Promise<string> {
    const { user } = await find(`/api/user?email=${email}`);
    return (user as { id: string }).id;
  }

  /** The roles in the token that the user gets from an application. */
  async function rolesOf(name: string, { email, password }: typeof BOB): Promise<string[]> {
    const { resources = [] } = (await stack.exportState()).deployment;
    const applicationId = resources.find(({ urn }) => urn.endsWith(`::${name}-application`))!.id;
    const response = await fetch(`${fusionAuth}/api/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: API_KEY },
      body: JSON.stringify({ loginId: email, password, applicationId }),
    });
    const { token } = (await response.json()) as { token: string };
    return decodeJwt<{ roles: string[] }>(token).roles.toSorted();
  }

  it('gives one user the roles of each application in its tokens', async () => {
    expect(await rolesOf('shop', ANN)).toEqual(['buyer', 'seller']);
    expect(await rolesOf('shop', BOB)).toEqual(['buyer']);
    expect(await rolesOf('desk', BOB)).toEqual(['clerk']);
  });

  it('goes on with users that a former release declared in their applications', async () => {
    const state = await stack.exportState();
    const { resources } = state.deployment as { resources: StateResource[] };
    const user = resources.find(({ id }) => id === idOfBob)!;
    const { urn } = user;
    user.parent = resources.find((one) => one.urn.endsWith(':Application::desk'))!.urn;
    const former = urn.replace(/:Users\$(.*)::.*/, `:Application$$$1::desk-${BOB.email}`);
    const others = resources.filter((one) => one !== user);
    others.splice(others.findIndex((one) => one.urn === user.parent) + 1, 0, user);
    // An application of that release was given no users.
    const applications = others.filter(({ type }) => type === 'fusionauth-kong:index:Application');
    for (const one of applications)
      Object.assign(one, { dependencies: [], propertyDependencies: {} });
    state.deployment.resources = others;
    const text = JSON.stringify(state).replaceAll(JSON.stringify(urn), JSON.stringify(former));
    const file = join(stack.directory, 'former.json');
    writeFileSync(file, text);
    await stack.succeed('stack', 'import', '--file', file);
    await upWith(shop, desk);
    expect(await userId(BOB.email)).toBe(idOfBob);
    const now = (await stack.exportState()).deployment.resources ?? [];
    expect(now.filter(({ id }) => id === idOfBob).map((one) => one.urn)).toEqual([urn]);
  });

  it('renames a role, and removes another, that users hold, in one update', async () => {
    const [buyer] = shop.roles;
    await upWith(
      { ...shop, roles: [buyer], users: [{ ...ANN, roles: ['buyer'] }, { email: BOB.email }] },
      { ...desk, roles: [{ name: 'agent' }], users: [{ ...BOB, roles: ['agent'] }] },
    );
    expect(await rolesOf('shop', ANN)).toEqual(['buyer']);
    expect(await rolesOf('desk', BOB)).toEqual(['agent']);
  });

  it('removes the last role of a user', async () => {
    const roles = [{ name: 'buyer' }];
    await upWith({ ...shop, roles, users: [ANN, { email: BOB.email }] }, desk);
    expect(await rolesOf('shop', BOB)).toEqual([]);
    expect(await rolesOf('desk', BOB)).toEqual(['clerk']);
  });

  it('keeps the user of an application that goes, for the other that lists it', async () => {
    await upWith({ ...shop, users: [ANN, BOB] });
    expect(await userId(BOB.email)).toBe(idOfBob);
    expect(await rolesOf('shop', BOB)).toEqual(['buyer']);
  });

  it('leaves roles alone where none are declared any more', async () => {
    const { roles, ...plain } = { ...shop, users: [BOB] };
    expect(roles).toHaveLength(2);
    stack.configure(withApplications(plain));
    await stack.up();
    // The role went with its declaration, and FusionAuth took it from the user.
    await stack.up('--refresh');
    const { resources = [] } = (await stack.exportState()).deployment;
    const application = resources.find(({ urn }) => urn.endsWith('::shop-application'))!.id!;
    const send = (method: string, path: string, body: object) =>
      fetch(fusionAuth + path, {
        method,
        headers: { 'content-type': 'application/json', authorization: API_KEY },
        body: JSON.stringify(body),
      });
    await send('POST', `/api/application/${application}/role`, { role: { name: 'by-hand' } });
    await send('PUT', `/api/user/registration/${idOfBob}`, {
      registration: { applicationId: application, roles: ['by-hand'] },
    });
    expect(await rolesOf('shop', BOB)).toEqual(['by-hand']);
    const { findings } = await detect(subjectOf(stack));
    expect(findings).toEqual([]);
    await stack.up('--refresh');
    expect(await rolesOf('shop', BOB)).toEqual(['by-hand']);
    await stack.succeed('preview', '--expect-no-changes');
  });
}
