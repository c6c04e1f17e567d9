import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireServers } from '../../servers/check.ts';
import { readServers } from '../../servers/servers.ts';
import { SettingsError } from '../../servers/problems.ts';
import type { Platform } from '../../embedded/platform.ts';
import { Authority, hasOpenssl } from '../support/authority.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { TlsGuard } from '../support/tls-guard.ts';

describe.skipIf(!hasOpenssl)(
  'a server that a stack cannot trust, or that does not trust it',
  () => {
    let directory: string;
    const guards: TlsGuard[] = [];
    const hour = 60 * 60 * 1000;
    let authority: Authority;
    let platform: Platform;
    let stack: TestStack;
    let kong: string;
    let fusionAuth: string;

    const guard = async (...args: Parameters<typeof TlsGuard.before>) => {
      const started = await TlsGuard.before(...args);
      guards.push(started);
      return started.url;
    };
    const refused = async (config: Record<string, unknown>, env: NodeJS.ProcessEnv) => {
      stack.configure({ ...guideConfig(platform), ...config });
      const { code, output } = await stack.runIn(env, 'up', '--yes', '--skip-preview');
      expect(code).not.toBe(0);
      expect(output).toContain('nothing was changed');
      return output;
    };
    /** What a stack with these variables would be told; nothing if it may go on. */
    const refusalOf = async (env: NodeJS.ProcessEnv, config: Record<string, string> = {}) => {
      const all = { FA_DOMAIN: fusionAuth, FA_API_KEY: API_KEY, ...env };
      try {
        await requireServers(readServers(config, all));
        return '';
      } catch (error) {
        if (error instanceof SettingsError) return error.message;
        throw error;
      }
    };
    const trusting = () => ({ SSL_CERT_FILE: authority.file, NODE_EXTRA_CA_CERTS: undefined });

    beforeAll(async () => {
      platform = await startTestPlatform();
      kong = `http://127.0.0.1:${platform.ports.kongAdmin}`;
      fusionAuth = `http://127.0.0.1:${platform.ports.fusionAuth}`;
      directory = mkdtempSync(join(tmpdir(), 'reach-'));
      authority = new Authority(directory);
      stack = await TestStack.create({});
    });

    afterAll(async () => {
      for (const one of guards) one.stop();
      stack?.remove();
      await platform?.stop();
      if (directory) rmSync(directory, { recursive: true });
    });

    it('for its authority: named with the variable, and with one that does not reach the plugins', async () => {
      const identity = authority.issue();
      const config = {
        'kong:kongAdminUri': await guard(kong, identity),
        'fusionauth:host': await guard(fusionAuth, identity),
      };
      const extra = { SSL_CERT_FILE: undefined, NODE_EXTRA_CA_CERTS: authority.file };
      const output = await refused(config, extra);
      const reason = 'its certificate is of an authority that this machine does not trust';
      for (const [key, url] of Object.entries(config))
        expect(output).toMatch(new RegExp(`${key} = "${url}": .*${reason}`));
      expect(output).toContain("fix: export SSL_CERT_FILE=FILE, with the authority's certificate");
      expect(output).toContain('NODE_EXTRA_CA_CERTS does not reach the providers');
    });

    it('for its certificate: expired at one, for another name at the other', async () => {
      const old = authority.issue(undefined, new Date(Date.now() - hour));
      const output = await refused(
        {
          'kong:kongAdminUri': await guard(kong, old),
          'fusionauth:host': await guard(fusionAuth, authority.issue('DNS:login.example.com')),
        },
        trusting(),
      );
      expect(output).toMatch(/kong:kongAdminUri = .*\(its certificate has expired\)/);
      expect(output).toMatch(/fix: renew the certificate of localhost:\d+/);
      expect(output).toMatch(/fusionauth:host = .*its certificate is for other names/);
      expect(output).toContain('DNS:login.example.com');
    });

    it('for the scheme: http to TLS, and https to none', async () => {
      const refusal = await refusalOf({
        KONG_ADMIN_ADDR: kong.replace('http:', 'https:'),
        FA_DOMAIN: (await guard(fusionAuth, authority.issue())).replace('https:', 'http:'),
      });
      expect(refusal).toMatch(/kong:kongAdminUri = .*\(it does not speak TLS/);
      expect(refusal).toMatch(/fusionauth:host = .*\(it speaks TLS, ECONNRESET\)/);
    });

    it('for its credentials: wrong, or none', async () => {
      const url = await guard(kong, authority.issue(), (headers) => headers['apikey'] === 'right');
      const env = { KONG_ADMIN_ADDR: url, TLS_SKIP_VERIFY: 'true' };
      const wrong = await refusalOf({ ...env, KONG_API_KEY: 'wrong-key' });
      expect(wrong).toContain("kong:kongApiKey: is refused: Kong's Admin API answers 401");
      expect(wrong).toContain('fix: pulumi config set --secret kong:kongApiKey VALUE');
      expect(wrong).not.toContain('wrong-key');
      const none = await refusalOf(env);
      expect(none).toContain(`kong:kongAdminUri = "${url}": Kong's Admin API answers 401`);
      expect(none).toContain(
        'KEY is one of kong:kongAdminToken, kong:kongApiKey, kong:kongAdminPass',
      );
      await expect(refusalOf({ ...env, KONG_API_KEY: 'right' })).resolves.toBe('');
    });

    it('for its workspace: Kong has them in its Enterprise edition only', async () => {
      const refusal = await refusalOf({ KONG_ADMIN_ADDR: kong }, { 'kong:kongWorkspace': 'team' });
      expect(refusal).toContain('kong:kongWorkspace = "team": Kong\'s Admin API answers 404');
      expect(refusal).toContain('fix: pulumi config rm kong:kongWorkspace');
    });

    it('with credentials in plain text: each is named with the command, and none is shown', async () => {
      const keys = ['kongAdminToken', 'kongApiKey', 'kongAdminPassword'].map(
        (key) => `kong:${key}`,
      );
      const all = [...keys, 'fusionauth:apiKey'];
      const output = await refused(Object.fromEntries(all.map((key) => [key, 'in-the-open'])), {});
      expect(output).toContain('The configuration has 4 problems');
      for (const key of all) {
        expect(output).toContain(`${key}: stands in plain text in the settings`);
        expect(output).toContain(`fix: pulumi config set --secret ${key} VALUE`);
      }
      expect(output).not.toContain('in-the-open');
    });
  },
);
