import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFusionAuth } from '../../embedded/fusionauth/fusionauth.ts';
import { DESCRIPTION } from '../../embedded/fusionauth/schema/description.ts';
import { createKong } from '../../embedded/kong/kong.ts';
import { Store } from '../../embedded/store.ts';
import * as material from '../fusionauth/parity/material.ts';
import { PARAMETERS, json, spoilt, text } from './arbitrary.ts';

vi.setConfig({ testTimeout: 120_000 });

const API_KEY = 'the-key-of-the-parser-tests';
const servers: http.Server[] = [];

async function listen(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

interface Sent {
  method: string;
  path: string;
  body: string;
  headers?: Record<string, string>;
}

/** The answer, which has to be one that a client can read. */
async function ask(url: string, { method, path, body, headers }: Sent) {
  const hasBody = !['GET', 'DELETE'].includes(method);
  const response = await fetch(url + path, {
    ...{ method, redirect: 'manual' as const },
    headers: { 'content-type': 'application/json', ...headers },
    ...(hasBody && { body }),
  });
  return { status: response.status, text: await response.text() };
}

/** Kong's own words where it fails itself, as at a kid that is no text. Where ours fails by itself, it warns. */
const FAILS_AS_KONG = { message: 'An unexpected error occurred' };
const warnings: string[] = [];
const note = ({ message }: Error) => void warnings.push(message);
process.on('warning', note);
afterAll(() => process.off('warning', note));

const segment = text.map((value) => encodeURIComponent(value.toWellFormed()));

describe('the embedded Kong', () => {
  let admin: string;
  let proxy: string;

  beforeAll(async () => {
    const kong = createKong(new Store(':memory:'));
    admin = await listen(kong.admin);
    proxy = await listen(kong.proxy);
    const make = (path: string, body: object) =>
      ask(admin, { method: 'POST', path, body: JSON.stringify(body) });
    await make('/services', { name: 'orders', url: 'http://127.0.0.1:9' });
    await make('/services/orders/routes', { name: 'orders', paths: ['/orders'] });
    await make('/services/orders/plugins', { name: 'jwt', config: { key_claim_name: 'kid' } });
    await make('/consumers', { username: 'shop' });
  });

  const valid: [path: string, body: object][] = [
    ['/services', { name: 'a', url: 'http://a', retries: 5, tags: ['x'] }],
    [
      '/services/orders/routes',
      { name: 'r', paths: ['/r'], methods: ['GET'], headers: { 'x-a': ['b'] } },
    ],
    ['/consumers', { username: 'a', custom_id: 'b', tags: ['x'] }],
    ['/consumers/shop/jwt', { key: 'k', algorithm: 'RS256', rsa_public_key: material.publicKey }],
    ['/consumers/shop/acls', { group: 'a' }],
    ['/consumers/shop/key-auth', { key: 'a', ttl: 10 }],
    [
      '/plugins',
      { name: 'rate-limiting', config: { minute: 5, policy: 'local' }, protocols: ['http'] },
    ],
    ['/plugins', { name: 'cors', config: { origins: ['https://a.example'], max_age: 5 } }],
    ['/upstreams', { name: 'u', slots: 100, healthchecks: { active: { type: 'http' } } }],
    ['/schemas/plugins/validate', { name: 'acl', config: { allow: ['a'] } }],
  ];

  it('never fails on what it is sent to store, and says what is wrong', async () => {
    const any = fc.constantFrom(...valid).chain(([path, body]) =>
      fc.record({
        method: fc.constantFrom('POST', 'POST', 'PUT', 'PATCH'),
        path: fc.oneof(
          fc.constant(path),
          segment.map((end) => `${path}/${end}`),
        ),
        body: fc.oneof(spoilt(body), json).map((value) => JSON.stringify(value)),
      }),
    );
    const raw = fc.record({
      method: fc.constantFrom('POST', 'PUT', 'PATCH', 'GET', 'DELETE'),
      path: fc.oneof(
        ...['/services/', '/routes/', '/plugins?size=', '/consumers?offset='].map((path) =>
          segment.map((end) => path + end),
        ),
      ),
      body: text,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(any, raw), async (sent) => {
        const { status, text: said } = await ask(admin, sent);
        if (status >= 500) expect(JSON.parse(said)).toMatchObject(FAILS_AS_KONG);
        else if (status >= 400 && said !== '') expect(JSON.parse(said)).toHaveProperty('message');
        expect(warnings).toEqual([]);
      }),
      PARAMETERS,
    );
  });

  it('never lets a token in that nobody signed, and fails only where Kong does', async () => {
    const part = json.map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'));
    const word = fc.stringMatching(/^[!-~]{0,40}$/);
    const token = fc.oneof(
      fc.tuple(part, part, word).map((parts) => parts.join('.')),
      word,
    );
    // Kong looks the credential up by whatever kid is, and fails where that is no text.
    const kid = json.map((value) =>
      Buffer.from(JSON.stringify({ kid: value })).toString('base64url'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          token,
          fc.tuple(kid, part).map((parts) => `${parts.join('.')}.x`),
        ),
        async (jwt) => {
          const headers = { authorization: `Bearer ${jwt}` };
          const { status, text: said } = await ask(proxy, {
            method: 'GET',
            path: '/orders',
            body: '',
            headers,
          });
          if (status === 500) expect(JSON.parse(said)).toMatchObject(FAILS_AS_KONG);
          else expect([400, 401, 403]).toContain(status);
          expect(warnings).toEqual([]);
        },
      ),
      PARAMETERS,
    );
  });
});

describe('the embedded FusionAuth', () => {
  let url: string;

  beforeAll(async () => {
    url = await listen(createFusionAuth(new Store(':memory:'), { apiKey: API_KEY }));
  });

  const { key, imported, tenant, application } = material;
  const valid = [
    ['/api/tenant', { tenant }],
    ['/api/application', { application }],
    ['/api/key/import', { key: imported }],
    ['/api/key/generate', { key }],
    ['/api/user', { user: { email: 'ann@example.com', password: 'password-of-ann' } }],
    [
      '/api/user/registration',
      {
        registration: { applicationId: material.APPLICATION, roles: ['a'] },
        user: { email: 'bob@example.com', password: 'password-of-bob' },
      },
    ],
    ['/api/api-key', { apiKey: { permissions: { endpoints: { '/api/login': ['POST'] } } } }],
    ['/api/entity/type', { entityType: { name: 'till', permissions: [{ name: 'read' }] } }],
    ['/api/login', { loginId: 'ann@example.com', password: 'password-of-ann' }],
  ] as const;

  const operations = Object.values(DESCRIPTION.operations);

  it('never fails on what it is sent, and says what is wrong', async () => {
    const of = fc.constantFrom(...valid).chain(([path, body]) =>
      fc.record({
        method: fc.constantFrom('POST', 'POST', 'PUT', 'PATCH'),
        path: fc.oneof(
          fc.constant(path as string),
          segment.map((end) => `${path}/${end}`),
        ),
        body: fc.oneof(spoilt<object>(body), json).map((value) => JSON.stringify(value)),
      }),
    );
    const any = fc
      .tuple(
        fc.constantFrom(...operations),
        segment,
        fc.oneof(
          text,
          json.map((value) => JSON.stringify(value)),
        ),
      )
      .map(([{ method, segments }, end, body]) => ({
        method,
        path: `/${segments.join('/')}`.replaceAll(/\{\w+\}/g, end || 'x'),
        body,
      }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(of, any), async (sent) => {
        const { status, text: said } = await ask(url, {
          ...sent,
          headers: { authorization: API_KEY },
        });
        expect(status, said).toBeLessThan(500);
        if (said !== '' && sent.path.startsWith('/api/'))
          expect(() => JSON.parse(said) as unknown).not.toThrow();
      }),
      PARAMETERS,
    );
  });

  it('never fails on a form or a query', async () => {
    const fields = fc.constantFrom(
      ...[
        'grant_type',
        'client_id',
        'client_secret',
        'code',
        'refresh_token',
        'redirect_uri',
        'scope',
        'username',
        'state',
        'response_type',
        'code_challenge',
        'token',
      ],
    );
    const form = fc.dictionary(
      fields,
      fc.oneof(
        text.map((value) => value.toWellFormed()),
        fc.constantFrom(
          'authorization_code',
          'client_credentials',
          'password',
          'refresh_token',
          'code',
          material.APPLICATION,
        ),
      ),
    );
    const paths = [
      '/oauth2/token',
      '/oauth2/authorize',
      '/oauth2/introspect',
      '/oauth2/userinfo',
      '/oauth2/logout',
      '/app/login/x',
      '/app/refresh/x',
    ];
    await fc.assert(
      fc.asyncProperty(
        form,
        fc.constantFrom('GET', 'POST'),
        fc.constantFrom(...paths),
        async (values, method, path) => {
          const query = new URLSearchParams(values).toString();
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          const { status, text: said } = await ask(url, {
            method,
            path: method === 'GET' ? `${path}?${query}` : path,
            body: query,
            headers,
          });
          expect(status, said).toBeLessThan(500);
        },
      ),
      PARAMETERS,
    );
  });
});
