import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FusionAuthApi } from '../../servers/fusionauth-api.ts';
import { SettingsError } from '../../servers/problems.ts';
import { findTenant } from '../../settings/existing-tenant.ts';
import type { Platform } from '../../embedded/platform.ts';
import { API_KEY, startTestPlatform } from '../support/stack.ts';
import { given } from './given.ts';

const ISSUER = 'https://theirs.example';

describe('a tenant that others look after', () => {
  let platform: Platform;
  let api: FusionAuthApi;
  let id: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
    api = new FusionAuthApi({
      url: `http://127.0.0.1:${platform.ports.fusionAuth}`,
      headers: { authorization: API_KEY },
    });
    const body = { tenant: { name: 'Theirs', issuer: ISSUER } };
    const made = await api.send('POST', '/api/tenant', { body });
    id = (made as { tenant: { id: string } }).tenant.id;
  });

  afterAll(() => platform?.stop());

  const found = (tenant: string, issuer = ISSUER) =>
    findTenant(given({ tenant, issuer, useExistingTenant: 'true' }), api);

  it('is found by its name and by its id', async () => {
    const known = { id, name: 'Theirs', issuer: ISSUER };
    await expect(found('Theirs')).resolves.toMatchObject(known);
    await expect(found(id.toUpperCase())).resolves.toMatchObject(known);
  });

  it('is refused with the way on where it is not there, or issues other tokens', async () => {
    await expect(found('Their')).rejects.toThrow('is no tenant of this FusionAuth; it has');
    await expect(found('Theirs', 'https://ours.example')).rejects.toThrow(
      `is not what tenant Theirs issues tokens as: ${ISSUER}`,
    );
    await expect(found('Theirs', 'https://ours.example')).rejects.toThrow(
      `pulumi config set issuer ${ISSUER}`,
    );
  });

  it('is not set by the stack', () => {
    const settings = {
      useExistingTenant: 'true',
      tenantSettings: { theme: id },
      override: { tenant: { logoutUrl: 'https://a.example' } },
    };
    expect(() => given(settings)).toThrow(SettingsError);
    for (const key of ['tenantSettings', 'override.tenant'])
      expect(() => given(settings)).toThrow(`${key}: sets what others look after`);
    expect(() => given({ useExistingTenant: 'true', platform: 'docker' })).toThrow(
      'platform: starts a FusionAuth that has no tenant yet',
    );
  });
});
