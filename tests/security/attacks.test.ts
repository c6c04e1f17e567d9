import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith, takeRealKong, type Ground } from '../support/real-parts.ts';
import type { Claims } from '../kong/suite/tokens.ts';
import { ATTACKS, honest } from './attacks.ts';
import { Scene } from './scene.ts';

describe('attacks through the embedded Kong', () => describeAttacks(() => Promise.resolve({})));

describeWith(['kong'], 'attacks through the real Kong', () => {
  let release: (() => Promise<void>) | undefined;
  describeAttacks(async () => {
    const kong = await takeRealKong();
    release = () => kong.release();
    return { kong };
  });
  afterAll(() => release?.());
});

function describeAttacks(prepare: () => Promise<Ground>): void {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.build(await prepare());
  });

  afterAll(() => scene?.stop());

  it('lets in whom each API admits', async () => {
    const shop = await scene.get('/orders', scene.tokens['shop']!);
    expect(shop).toMatchObject({ status: 200, upstream: { path: '/o' } });
    const exporter = await scene.get('/reports', scene.tokens['exporter']!);
    expect(exporter).toMatchObject({ status: 200, upstream: { path: '/r' } });
  });

  describe.each(Object.entries(ATTACKS))('%s', (_, attacks) => {
    it.each(Object.entries(attacks))('%s', async (__, send) => {
      const { status, upstream } = await send(scene);
      expect(upstream).toBeUndefined();
      // Kong itself ends with 500 at a kid that is no text.
      expect([0, 500, 400, 401, 403, 404, 405, 414, 431, 501]).toContain(status);
    });
  });

  it.each<[string, Claims]>([
    ['not valid yet', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['valid for a hundred years', { exp: 4_900_000_000 }],
  ])('lets in a token that is %s, if the issuer itself signed it', async (_, claims) => {
    const { status } = await honest(claims)(scene);
    expect(status).toBe(200);
  });

  describe('identity headers', () => {
    const NAMES = [
      'X-Consumer-ID',
      'X-Consumer-Username',
      'X-Consumer-Custom-ID',
      'X-Credential-Identifier',
    ];
    const FORGED = [
      ...[...NAMES, 'X-Consumer-Groups', 'X-Authenticated-Groups', 'X-Authenticated-Scope'],
      ...['X-Authenticated-Userid', 'X-Credential-Username', 'X-Anonymous-Consumer'],
    ];

    it.each(FORGED.flatMap((name) => [name, name.replaceAll('-', '_')]))(
      'a client cannot say who it is by %s',
      async (name) => {
        const { upstream } = await scene.get('/orders', scene.tokens['shop']!, `${name}: forged`);
        expect(Object.values(upstream!.headers)).not.toContain('forged');
        expect(upstream!.headers['x-consumer-username']).toBe('shop');
      },
    );

    it('a client cannot have Kong drop who it is', async () => {
      const { upstream } = await scene.get(
        '/orders',
        scene.tokens['shop']!,
        `Connection: ${NAMES.join(', ')}`,
      );
      expect(upstream!.headers).toMatchObject({ 'x-consumer-username': 'shop' });
      expect(upstream!.headers).toHaveProperty('x-consumer-id');
    });
  });

  it('a page of another origin is not let read answers', async () => {
    for (const origin of [
      'https://evil.example',
      'https://shop.example.com.evil.example',
      'null',
      'http://shop.example.com',
    ]) {
      const { head } = await scene.get('/orders', scene.tokens['shop']!, `Origin: ${origin}`);
      expect(head).not.toContain(`access-control-allow-origin: ${origin}`);
      expect(head).not.toContain('access-control-allow-origin: *');
    }
  });

  describe('FusionAuth', () => {
    const login = () => {
      const { loginId, password, applicationId } = scene.outputs.access.applications[0]!;
      return { loginId, password, applicationId };
    };

    it('logs nobody in without the login key', async () => {
      expect(await scene.fusionAuth('POST', '/api/login', scene.outputs.loginApiKey, login())).toBe(
        200,
      );
      for (const key of ['', 'guessed', `Bearer ${scene.tokens['shop']}`])
        expect(await scene.fusionAuth('POST', '/api/login', key, login())).toBe(401);
    });

    it.each([
      ...[
        'GET /api/user?email=ann@example.com',
        'GET /api/tenant',
        'GET /api/key',
        'POST /api/user',
      ],
      ...[
        'GET /api/application',
        'POST /api/jwt/vend',
        'GET /api/api-key',
        'PUT /api/tenant/x',
        'DELETE /api/user/x',
      ],
    ])('refuses the login key for %s', async (request) => {
      const [method = '', path = ''] = request.split(' ');
      const body = method === 'GET' ? undefined : {};
      expect(await scene.fusionAuth(method, path, scene.outputs.loginApiKey, body)).toBe(401);
    });

    it('refuses the login key for another tenant', async () => {
      const headers = { 'x-fusionauth-tenantid': '00000000-0000-4000-8000-000000000009' };
      const status = await scene.fusionAuth(
        'POST',
        '/api/login',
        scene.outputs.loginApiKey,
        login(),
        headers,
      );
      expect([400, 401]).toContain(status);
    });
  });
}
