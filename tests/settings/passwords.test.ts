import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenRules, madeUpPassword } from '../../components/passwords.ts';
import { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { SettingsError } from '../../servers/problems.ts';
import { findTenant } from '../../settings/existing-tenant.ts';
import { secretsInPlainText, requirePasswords } from '../../settings/password-check.ts';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, startTestPlatform } from '../support/stack.ts';
import type { Settings } from '../../settings/settings.ts';
import { given } from './given.ts';

const STRICT = { requireMixedCase: true, requireNonAlpha: true, requireNumber: true };

describe('FusionAuth/fusionauth-issues#1700: a password', () => {
  let platform: Platform;
  let api: FusionAuthApi;

  beforeAll(async () => {
    platform = await startTestPlatform();
    api = new FusionAuthApi({
      url: `http://127.0.0.1:${platform.ports.fusionAuth}`,
      headers: { authorization: API_KEY },
    });
    const tenant = { name: 'strict', issuer: 'https://strict.example' };
    const passwordValidationRules = { ...STRICT, minLength: 12, maxLength: 24 };
    await api.send('POST', '/api/tenant', {
      body: { tenant: { ...tenant, passwordValidationRules } },
    });
  });

  afterAll(() => platform?.stop());

  const required = async (settings: Settings) =>
    requirePasswords(settings, await findTenant(settings, api));

  it.each([4, 12, 24, 256])(
    'that is made up satisfies every rule up to %i characters',
    (maxLength) => {
      const rules = { ...STRICT, minLength: Math.min(12, maxLength), maxLength };
      for (let tries = 0; tries < 200; tries += 1)
        expect(brokenRules(madeUpPassword(rules), rules)).toEqual([]);
    },
  );

  it('that is made up is one that the tenant takes', async () => {
    const rules = await required(given({ tenant: 'strict' }));
    expect(rules).toMatchObject({ ...STRICT, minLength: 12, maxLength: 24 });
    const found = (await api.list('/api/tenant', 'tenants')).found;
    const tenantId = String(found.find(({ name }) => name === 'strict')!['id']);
    const headers = { 'x-fusionauth-tenantid': tenantId };
    for (let tries = 0; tries < 10; tries += 1) {
      const user = { email: `user${tries}@example.com`, password: madeUpPassword(rules) };
      await expect(
        api.send('POST', '/api/user', { headers, body: { user } }),
      ).resolves.toBeDefined();
    }
  });

  it('that the tenant would refuse is named before anything is made, and never shown', async () => {
    const users = [{ email: 'ann@example.com', password: 'onlyletters' }];
    const settings = given({ tenant: 'strict', applications: [{ name: 'shop', users }] });
    const refusal = await required(settings).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SettingsError);
    const { message } = refusal as SettingsError;
    expect(message).toContain(
      'applications[0].users[0].password: must have 12 characters or more, upper and lower case, a character besides letters and digits, a digit',
    );
    expect(message).not.toContain('onlyletters');
  });

  it('of a tenant that is not there yet is judged by the rules of a new one', async () => {
    const users = [{ email: 'ann@example.com', password: 'onlyletters' }];
    const settings = given({ applications: [{ name: 'shop', users }] });
    await expect(required(settings)).resolves.toMatchObject({ minLength: 8 });
  });

  it('of a tenant whose rules the stack sets is judged by those', async () => {
    const users = [{ email: 'ann@example.com', password: 'onlyletters' }];
    const tenantSettings = { passwords: { minLength: 14, number: true } };
    const settings = given({
      tenant: 'strict',
      tenantSettings,
      applications: [{ name: 'shop', users }],
    });
    await expect(required(settings)).rejects.toThrow('must have 14 characters or more, a digit');
  });

  it('in plain text is named with its fix, an encrypted one is not', () => {
    const users = [{ email: 'ann@example.com', password: 'hunter2-hunter2' }];
    const settings = given({ applications: [{ name: 'shop', users }] });
    const found = (keys: string) =>
      secretsInPlainText(settings, { PULUMI_CONFIG_SECRET_KEYS: keys });
    expect(found('["fusionauth:apiKey"]')).toEqual(['applications[0].users[0].password']);
    expect(found('["fusionauth-kong:applications"]')).toEqual([]);
    const mail = { host: 'mail', password: 'hunter2', from: { address: 'login@example.com' } };
    const ofMail = (keys: string) =>
      secretsInPlainText(given({ tenantSettings: { mail } }), {
        PULUMI_CONFIG_SECRET_KEYS: keys,
      });
    expect(ofMail('[]')).toEqual(['tenantSettings.mail.password']);
    expect(ofMail('["fusionauth-kong:tenantSettings"]')).toEqual([]);
  });
});
