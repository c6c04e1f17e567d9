import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkAccess, hasMoreThanGuide } from '../../commands/verify/access.ts';
import { stackOutputs, type StackOutputs } from '../../commands/verify/outputs.ts';

let claims: object;
let asked: unknown;

/** A stand-in for FusionAuth, in what a login answers. */
const server = http.createServer((request, response) => {
  void text(request).then((body) => {
    asked = JSON.parse(body) as unknown;
  });
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  response.end(JSON.stringify({ token: `e30.${payload}.none` }));
});

beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => void server.close());

/** A stack with one user, who has these roles, and no API to call. */
function stackWith(roles: string[] | undefined): StackOutputs {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const login = { loginId: 'ann@example.com', password: 'hunter2-hunter2' };
  const oauth = { redirectUrl: 'https://shop.example.com/', clientSecret: 'not-for-logins' };
  const application = {
    name: 'shop',
    applicationId: 'id',
    ...login,
    oauth,
    ...(roles && { roles }),
  };
  return stackOutputs.parse({
    ...{ issuer: url, tenantId: 't', applicationId: 'id', kid: 'k', publicKeyPem: 'p' },
    ...{ loginUrl: `${url}/api/login`, loginApiKey: 'key', apiUrl: url, ...login },
    access: { applications: [application], machines: [], apis: [] },
  });
}

/** What the checks say of a token with these claims, when there is no time left to ask again. */
async function outcome(roles: string[] | undefined, held: object) {
  claims = held;
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValueOnce(now - 60_000);
  const checks = await checkAccess(stackWith(roles));
  return checks.map(({ name, passed, said }) => [name, passed, said]);
}

test.each([
  [['buyer', 'seller'], { roles: ['seller', 'buyer'] }],
  [[], { roles: [] }],
  [[], {}],
])('a token with exactly the roles %j passes', async (roles, held) => {
  expect(await outcome(roles, held)).toEqual([
    ['shop: a token', true, ''],
    [`shop: roles ${roles.join(', ') || 'none'}`, true, ''],
  ]);
});

test.each([
  [['buyer'], { roles: ['buyer', 'admin'] }, 'the token has the roles buyer, admin'],
  [['buyer'], { roles: [] }, 'the token has the roles none'],
  [['buyer'], {}, 'the token has the roles none'],
  [[], { roles: ['admin'] }, 'the token has the roles admin'],
])('for the roles %j a token with %j fails', async (roles, held, said) => {
  expect((await outcome(roles, held))[1]).toEqual([expect.anything(), false, said]);
});

test('roles that no stack declares are nobody’s concern', async () => {
  expect(await outcome(undefined, { roles: ['admin'] })).toEqual([['shop: a token', true, '']]);
  expect([hasMoreThanGuide(stackWith(undefined)), hasMoreThanGuide(stackWith([]))]).toEqual([
    false,
    true,
  ]);
});

test('a login says who and where, and nothing of what else is known of the application', async () => {
  await outcome([], { roles: [] });
  expect(asked).toEqual({
    ...{ loginId: 'ann@example.com', password: 'hunter2-hunter2', applicationId: 'id' },
  });
});
