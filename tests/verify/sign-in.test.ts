import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { stackOutputs, type StackOutputs } from '../../commands/verify/outputs.ts';
import { checkSignIn } from '../../commands/verify/sign-in.ts';
import {
  APPLICATION,
  CALLBACK,
  CONFIDENTIAL,
  SECRET,
  startSignIn,
  USER,
} from '../sign-in/platform.ts';
import type { SignIn } from '../sign-in/platform.ts';

let fusionAuth: SignIn;

beforeAll(async () => {
  fusionAuth = await startSignIn();
});
afterAll(() => fusionAuth.stop());
afterEach(() => vi.restoreAllMocks());

const login = { loginId: USER.email, password: USER.password };

function stack(url: string, applications: object[]): StackOutputs {
  return stackOutputs.parse({
    ...{ issuer: url, tenantId: 't', applicationId: 'id', kid: 'k', publicKeyPem: 'p' },
    ...{ loginUrl: `${url}/api/login`, loginApiKey: 'key', apiUrl: url, ...login },
    access: { applications, machines: [], apis: [] },
  });
}

const shop = { name: 'shop', applicationId: APPLICATION, ...login };
const office = { name: 'office', applicationId: CONFIDENTIAL, ...login };

test('users of public and confidential clients sign in, and what must be refused is', async () => {
  const checks = await checkSignIn(
    stack(fusionAuth.url, [
      { ...shop, oauth: { redirectUrl: CALLBACK } },
      { ...office, oauth: { redirectUrl: CALLBACK, clientSecret: SECRET } },
      { ...shop, name: 'login API only' },
    ]),
  );
  expect(checks.map(({ name, status, passed }) => [name, status, passed])).toEqual(
    ['shop', 'office'].flatMap((name) => [
      [`${name}: a redirect URL of somebody else`, 400, true],
      [`${name}: a code without its verifier`, 400, true],
      [`${name}: signing in by a code with PKCE`, 200, true],
      [`${name}: a code that was used`, 400, true],
    ]),
  );
});

test('a server that lets everything pass is found out', async () => {
  // It shows its login page to everybody, and gives the same code and the same tokens at all times.
  const server = http.createServer((request, response) => {
    if (request.url?.startsWith('/oauth2/token')) response.end('{"access_token":"x"}');
    else if (request.method === 'POST') {
      request.setEncoding('utf8').on('data', (form: string) => {
        const state = new URLSearchParams(form).get('state');
        response.writeHead(302, { location: `${CALLBACK}?code=code&state=${state}` }).end();
      });
    } else response.end('<form action="/oauth2/authorize"></form>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValueOnce(now - 60_000);
  const checks = await checkSignIn(stack(url, [{ ...shop, oauth: { redirectUrl: CALLBACK } }]));
  server.closeAllConnections();
  server.close();
  expect(checks.map(({ passed }) => passed)).toEqual([false, false, true, false]);
});
