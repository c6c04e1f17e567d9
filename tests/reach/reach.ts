import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { Authority, hasOpenssl } from '../support/authority.ts';
import { Clone } from '../support/clone.ts';
import type { Ground } from '../support/real-parts.ts';
import { kongContent } from '../support/servers.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { TlsGuard } from '../support/tls-guard.ts';

const TOKEN = 'the-admin-token-of-the-tests';
const PASSWORD = 'the-admin-password-of-the-tests';
const KEY = 'the-admin-key-of-the-tests';
const BASIC = Buffer.from(`operator:${PASSWORD}`).toString('base64');

/**
 * Servers as companies have them: behind TLS of their own authority, with an Admin API that asks who calls.
 *
 * @param prepare runs first and says where.
 */
export function describeReach(prepare: () => Promise<Ground>): void {
  let directory: string;
  const guards: TlsGuard[] = [];
  let authority: Authority;
  let platform: Platform;
  let clone: Clone;
  let kong: { admin: string; proxy: string };
  /** Where Kong itself offers its proxy over TLS. */
  let tlsProxy: string | undefined;
  let ownEnv: NodeJS.ProcessEnv;
  /** All that any command has printed. */
  let printed = '';

  const guard = async (...args: Parameters<typeof TlsGuard.before>) => {
    const started = await TlsGuard.before(...args);
    guards.push(started);
    return started.url;
  };
  const run = async (line: string, env: NodeJS.ProcessEnv = {}) => {
    const result = await clone.shell(line, { ...ownEnv, ...env });
    printed += result.output;
    return result;
  };
  const succeed = async (line: string, env: NodeJS.ProcessEnv = {}) => {
    const { code, output } = await run(line, env);
    expect(code, output).toBe(0);
    return output;
  };
  const stackFile = () => join(clone.directory, 'Pulumi.dev.yaml');
  const configure = (config: Record<string, unknown>) => {
    const text = readFileSync(stackFile(), 'utf8');
    const { config: before, ...rest } = parse(text) as { config: object };
    writeFileSync(stackFile(), stringify({ ...rest, config: { ...before, ...config } }));
  };

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    const { kongAdmin, kongProxy } = platform.ports;
    kong = ground.kong ?? {
      admin: `http://127.0.0.1:${kongAdmin}`,
      proxy: `http://127.0.0.1:${kongProxy}`,
    };
    tlsProxy = ground.kong?.tlsProxy;
    directory = mkdtempSync(join(tmpdir(), 'reach-'));
    authority = new Authority(directory);
    clone = await Clone.create();
    writeFileSync(stackFile(), stringify({ config: guideConfig(platform, kong) }));
    const official = ground.env ? { ...ground.env, PROVIDERS: 'official' } : {};
    ownEnv = { ...official, FA_API_KEY: API_KEY };
  });

  afterAll(async () => {
    for (const one of guards) one.stop();
    clone?.remove();
    await platform?.stop();
    if (directory) rmSync(directory, { recursive: true });
  });

  const prove = (
    env: () => NodeJS.ProcessEnv,
    secrets: readonly string[],
    more: () => void = () => undefined,
  ) => {
    it('goes up', async () => {
      await succeed('npm run pulumi -- up --yes --skip-preview', env());
      expect((await kongContent(kong.admin))['jwts']).toHaveLength(1);
    });

    more();

    it('finds no drift', () => succeed('npm run drift', env()));

    it('keeps the credentials out of the state and of all that is printed', async () => {
      const state = await succeed('npm run --silent pulumi -- stack export', env());
      const told = (text: string) => [...secrets, API_KEY].filter((one) => text.includes(one));
      expect(told(state)).toEqual([]);
      expect(told(printed)).toEqual([]);
    });

    it('is destroyed', async () => {
      await succeed('npm run destroy', env());
      expect((await kongContent(kong.admin))['jwts']).toEqual([]);
    });
  };

  describe.skipIf(!hasOpenssl)('with a token and a password, behind a private authority', () => {
    const trusting = () => ({ SSL_CERT_FILE: authority.file });
    beforeAll(async () => {
      const identity = authority.issue();
      const admin = await guard(
        kong.admin,
        identity,
        (headers) =>
          headers['kong-admin-token'] === TOKEN && headers.authorization === `Basic ${BASIC}`,
      );
      configure({
        'kong:kongAdminUri': admin,
        'fusionauth:host': await guard(`http://127.0.0.1:${platform.ports.fusionAuth}`, identity),
        'fusionauth-kong:gatewayUrl': await guard(kong.proxy, identity),
        'kong:kongAdminUsername': 'operator',
      });
      const set = 'npm run --silent pulumi -- config set --secret';
      await succeed(`${set} kong:kongAdminToken ${TOKEN}`);
      await succeed(`${set} kong:kongAdminPassword ${PASSWORD}`);
    });

    prove(trusting, [TOKEN, PASSWORD, BASIC], () =>
      it('holds the guide', async () => {
        expect(await succeed('npm run verify', trusting())).toContain('9 passed, 0 failed');
      }),
    );
  });

  describe.skipIf(!hasOpenssl)(
    'with a key, by the loopback that Kong documents for its Admin API',
    () => {
      // As Kong's own certificate is at first, no authority that is trusted here has signed this one.
      const environment = () => ({ KONG_API_KEY: KEY, TLS_SKIP_VERIFY: 'true' });

      beforeAll(async () => {
        const loopback = { name: 'admin-api', url: kong.admin };
        await post('/services', loopback);
        await post('/services/admin-api/routes', { name: 'admin-api', paths: ['/admin-api'] });
        await post('/services/admin-api/plugins', { name: 'key-auth' });
        await post('/consumers', { username: 'admin' });
        await post('/consumers/admin/key-auth', { key: KEY });
        const proxy = tlsProxy ?? (await guard(kong.proxy, authority.issue()));
        configure({ ...guideConfig(platform, kong), 'kong:kongAdminUri': `${proxy}/admin-api` });
      });

      prove(environment, [KEY]);

      it('leaves the loopback', async () => {
        expect(await kongContent(kong.admin)).toMatchObject({ services: ['admin-api'] });
      });

      async function post(path: string, body: unknown): Promise<void> {
        const headers = { 'content-type': 'application/json' };
        const options = { method: 'POST', headers, body: JSON.stringify(body) };
        const response = await fetch(kong.admin + path, options);
        expect(response.status).toBe(201);
      }
    },
  );
}
