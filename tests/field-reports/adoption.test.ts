import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { search } from '../../commands/adopt/adopt.ts';
import type { FindOptions } from '../../commands/adopt/found.ts';
import { planText } from '../../commands/adopt/report.ts';
import { understood } from '../../commands/adopt/understood.ts';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthByHand, kongByHand, send, serversOf, type ByHand } from '../adopt/by-hand.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';
import { stackWith } from '../support/stack-answers.ts';

const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SPKI = String(otherKey.publicKey.export({ type: 'spki', format: 'pem' }));

/** What people reported of taking over what runs: what adoption finds and says, before it writes anything. */
describe('field reports about adoption', () => {
  let platform: Platform;
  let hand: ByHand;
  let directory: string;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'adopt-'));
    platform = await startTestPlatform();
    hand = await fusionAuthByHand(serversOf(platform));
    await kongByHand(serversOf(platform), hand);
  });

  afterEach(async () => {
    await platform.stop();
    rmSync(directory, { recursive: true });
  });

  const kong = (method: string, path: string, body?: unknown) =>
    send(method, serversOf(platform).kongAdmin + path, body);

  /** Finds for a stack that has nothing yet. */
  const find = (options: Partial<FindOptions> = {}) => {
    const config = Object.entries(guideConfig(platform)).filter(([key]) => !key.endsWith(':apis'));
    const configuration = Object.fromEntries(config.map(([key, value]) => [key, String(value)]));
    const stack = stackWith({ configuration: () => Promise.resolve(configuration) });
    const place = { stack, directory, importFile: '', env: { FA_API_KEY: API_KEY } };
    return search(place, { users: [], ...options });
  };
  const plan = async (options: Partial<FindOptions> = {}) =>
    planText('test', await find(options)).text;

  /** A consumer of another identity provider. */
  const partner = async (name = 'partner') => {
    await kong('POST', '/consumers', { username: name });
    await kong('POST', `/consumers/${name}/jwt`, {
      ...{ algorithm: 'RS256', key: `https://${name}.example`, rsa_public_key: SPKI },
    });
  };
  const secondApi = async (plugins: Record<string, object>) => {
    await kong('POST', '/services', { name: 'second', url: 'http://127.0.0.1:9' });
    await kong('POST', '/services/second/routes', { name: 'second', paths: ['/second'] });
    for (const [name, config] of Object.entries(plugins))
      await kong('POST', '/services/second/plugins', { name, config });
  };

  describe('Kong/kong#12789: two services, one of them for a partner alone', () => {
    beforeEach(async () => {
      await partner();
      await secondApi({ jwt: {} });
    });

    it('takes over neither unasked, for nothing tells whose they are', async () => {
      const refused = find();
      await expect(refused).rejects.toThrow(
        /API second stays as it is: .* partner may use it .* --api 'second'/,
      );
      await expect(refused).rejects.toThrow(/API example_service stays as it is: .* partner may/);
    });

    it('takes over the one that is named, and says first who loses it', async () => {
      const [heading, first, ...rest] = (await plan({ apis: ['example_service'] })).split('\n');
      expect(heading).toContain('Who loses access');
      expect(first).toMatch(/API example_service: partner get 403/);
      expect(rest.join('\n')).not.toContain('API second');
    });

    it('takes over unasked what admits a client of FusionAuth by its group, and keeps the others in', async () => {
      await kong('POST', '/consumers/fusionauth/acls', { group: 'buyers' });
      const allow = ['buyers', 'partners'];
      await kong('POST', '/services/example_service/plugins', { name: 'acl', config: { allow } });
      await kong('POST', '/services/second/plugins', {
        ...{ name: 'acl', config: { allow: ['partners'] } },
      });
      const { settings, shutOut, notes } = await find();
      expect(settings.apis).toMatchObject([{ name: 'example_service', allowGroups: allow }]);
      expect(shutOut).toEqual([]);
      expect(notes.join('\n')).toMatch(/API second stays .* lets in none of the applications/);
    });
  });

  it('Kong/kong#2721: takes the names of consumers as Kong takes them', async () => {
    for (const username of [
      'svc+orders@example.com',
      'orders service',
      'idp|5f1a',
      'Größe-Käufer',
    ]) {
      await kong('PATCH', '/consumers/fusionauth', { username });
      const { settings } = await find();
      expect(settings.applications.map(({ consumer }) => consumer)).toEqual([username]);
      await kong('PATCH', `/consumers/${encodeURIComponent(username)}`, { username: 'fusionauth' });
    }
  });

  describe('Kong/kong#3800: two ways in, by token or by API key', () => {
    beforeEach(async () => void (await kong('POST', '/consumers', { username: 'nobody' })));

    it.each(['key-auth', 'basic-auth'])(
      'leaves an API alone that has %s as well',
      async (other) => {
        await secondApi({ jwt: { anonymous: 'nobody' }, [other]: { anonymous: 'nobody' } });
        const { settings, notes } = await find();
        expect(settings.apis.map(({ name }) => name)).toEqual(['example_service']);
        expect(notes.join('\n')).toContain(
          `API second stays as it is: callers are known by ${other} too`,
        );
      },
    );

    it('leaves an API alone that lets in without a token', async () => {
      await secondApi({ jwt: { anonymous: 'nobody' } });
      expect((await find()).notes.join('\n')).toMatch(/API second stays .* anonymous consumer/);
    });

    it('says why where there is no other API', async () => {
      await kong('POST', '/services/example_service/plugins', { name: 'key-auth' });
      await expect(find()).rejects.toThrow(/API example_service stays as it is: .* key-auth too/);
    });
  });

  it.each([
    [{ maximum_expiration: 3600, claims_to_verify: ['exp'] }, 'maximum_expiration'],
    [{ claims_to_verify: ['exp', 'nbf'] }, 'nbf'],
  ])('leaves alone what is stricter than settings can say: %j', async (config, named) => {
    await secondApi({ jwt: config });
    expect((await find()).notes.join('\n')).toMatch(new RegExp(`API second stays .* ${named}`));
  });

  it("leaves another team's jwt plugin alone that looks keys up by another claim", async () => {
    await secondApi({ jwt: { key_claim_name: 'sub' } });
    const { settings, notes } = await find();
    expect(settings).toMatchObject({ keyClaim: 'iss', apis: [{ name: 'example_service' }] });
    expect(notes.join('\n')).toMatch(/API second stays .* looks keys up by sub/);
  });

  it('Kong/kong#2643: says that preflights which the upstream answers are refused', async () => {
    const [plugin] = (await kong('GET', '/services/example_service/plugins'))['data'] as {
      id: string;
    }[];
    await kong('PATCH', `/plugins/${plugin!.id}`, { config: { run_on_preflight: false } });
    expect((await plan()).split('\n\n')[0]).toMatch(/preflights, which the upstream answers/);
  });

  describe('Kong/kong#2939: one key, one issuer, in other forms', () => {
    it('finds a key that Kong holds as PKCS#1', async () => {
      const pem = createPublicKey(hand.publicKeyPem).export({ type: 'pkcs1', format: 'pem' });
      const { data } = await kong('GET', '/jwts');
      const [{ id }] = data as [{ id: string }];
      await kong('PATCH', `/consumers/fusionauth/jwt/${id}`, { rsa_public_key: String(pem) });
      const { settings } = await find();
      expect(settings.applications[0]!.keys).toMatchObject([{ name: 'main', state: 'signing' }]);
    });

    it.each([
      ['http://auth.minikube:30657', { allowHttpIssuer: true }],
      ['https://auth.example.com', {}],
    ])('takes over the issuer %s as it is', async (issuer, more) => {
      await setIssuer(issuer);
      const { settings } = await find();
      const { allowHttpIssuer } = settings;
      expect({ issuer: settings.issuer, ...(allowHttpIssuer && { allowHttpIssuer }) }).toEqual({
        ...{ issuer, ...more },
      });
    });

    it("refuses FusionAuth's default issuer early, and says what to change", async () => {
      await setIssuer('acme.com');
      await expect(find()).rejects.toThrow(
        /Tenant Kong guide issues tokens as "acme.com", and a stack's issuer must be .* Change/,
      );
    });

    async function setIssuer(issuer: string): Promise<void> {
      const { data } = await kong('GET', '/jwts');
      const [{ id }] = data as [{ id: string }];
      await kong('PATCH', `/consumers/fusionauth/jwt/${id}`, { key: issuer });
      const url = `${serversOf(platform).fusionAuth}/api/tenant/${hand.tenantId}`;
      await send('PATCH', url, { tenant: { issuer } }, { authorization: API_KEY });
    }
  });

  it('says what is wrong where, if a server answers otherwise than adoption can read', () => {
    const shape = z.array(z.object({ name: z.string() }));
    const read = () => understood('FusionAuth', '/api/tenant', shape, [{ name: 'a' }, { name: 1 }]);
    expect(read).toThrow(/FusionAuth answers GET \/api\/tenant .*\n {2}\[1\].name: .*string/);
  });
});
