import { startFusionAuth } from './server.ts';
import type { Running } from './server.ts';

export const NOBODY = '11111111-1111-4111-8111-111111111111';
export const TENANT = '22222222-2222-4222-8222-222222222222';
export const APPLICATION = '33333333-3333-4333-8333-333333333333';
export const USER = '44444444-4444-4444-8444-444444444444';
export const TYPE = '55555555-5555-4555-8555-555555555555';
export const inTenant = { 'x-fusionauth-tenantid': TENANT };

/** A stand-in with a tenant that is strict about passwords, and one object of most kinds in it. */
export async function startStrict(): Promise<Running> {
  const fusionAuth = await startFusionAuth();
  const { request } = fusionAuth;
  const rules = {
    minLength: 10,
    requireNumber: true,
    requireMixedCase: true,
    requireNonAlpha: true,
    maxLength: 20,
  };
  await request('POST', `/api/tenant/${TENANT}`, {
    tenant: { name: 'strict', passwordValidationRules: rules },
  });
  await request(
    'POST',
    `/api/application/${APPLICATION}`,
    { application: { name: 'api', roles: [{ name: 'admin', isDefault: true }] } },
    inTenant,
  );
  const user = { email: 'a@example.com', username: 'ab', password: 'Correct-Horse-1' };
  await request('POST', `/api/user/${USER}`, { user }, inTenant);
  await request('POST', `/api/entity/type/${TYPE}`, { entityType: { name: 'service' } });
  return fusionAuth;
}

/** The codes of an error document, in order. */
export function codes(body: Record<string, unknown>): string[] {
  const fields = Object.values(body['fieldErrors'] ?? {}).flat() as { code: string }[];
  const general = (body['generalErrors'] ?? []) as { code: string }[];
  return [...fields, ...general].map((problem) => problem.code).sort();
}
