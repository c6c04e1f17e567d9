import { z } from 'zod';
import type { FusionAuthApi } from '../servers/fusionauth-api.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import type { Settings } from './settings.ts';

/** What a stack has to know of a tenant that is there. */
export interface FoundTenant {
  id: string;
  name: string;
  issuer: string;
  /** Whether logins without an application need an API key. */
  guardsLogin: boolean;
  /** As FusionAuth answers them. */
  passwordRules: unknown;
}

const answered = z
  .object({
    id: z.string(),
    name: z.string().default(''),
    issuer: z.string().default(''),
    loginConfiguration: z
      .object({ requireAuthentication: z.boolean().default(false) })
      .prefault({}),
    passwordValidationRules: z.unknown().optional(),
  })
  .transform(({ loginConfiguration, passwordValidationRules, ...tenant }): FoundTenant => ({
    ...tenant,
    guardsLogin: loginConfiguration.requireAuthentication,
    passwordRules: passwordValidationRules,
  }));

/**
 * The tenant that the settings name, if it is there; one that others look after by its id as well.
 *
 * @throws SettingsError if others are to look after it, and it is not there or issues other tokens.
 */
export async function findTenant(
  { tenant: named, issuer, useExistingTenant }: Settings,
  fusionAuth: FusionAuthApi,
): Promise<FoundTenant | undefined> {
  const { found } = await fusionAuth.list('/api/tenant', 'tenants');
  const tenants = found.map((one) => answered.parse(one));
  const tenant = tenants.find(
    ({ id, name }) => name === named || (useExistingTenant && id === named.toLowerCase()),
  );
  if (!useExistingTenant || tenant?.issuer === issuer) return tenant;
  throw new SettingsError([tenant ? otherIssuer(tenant, issuer) : notThere(named, tenants)]);
}

function otherIssuer({ name, issuer: actual }: FoundTenant, issuer: string): Problem {
  const fault = `is not what tenant ${name} issues tokens as: ${actual}`;
  return { key: 'issuer', value: issuer, fault, fix: `pulumi config set issuer ${actual}` };
}

function notThere(named: string, tenants: readonly FoundTenant[]): Problem {
  const known = tenants.map(({ name }) => name).join(', ');
  const fault = `is no tenant of this FusionAuth; it has ${known}`;
  const fix =
    'pulumi config set tenant NAME or, for one of its own, pulumi config set useExistingTenant false';
  return { key: 'tenant', value: named, fault, fix };
}

/** What cannot be said of a tenant that others look after. */
export function existingTenantProblems(settings: Settings): Problem[] {
  const { useExistingTenant, tenantSettings = {}, override, platform } = settings;
  if (!useExistingTenant) return [];
  const problems: Problem[] = [];
  const fix = 'pulumi config set useExistingTenant false';
  const refuse = (key: string, fault: string) =>
    problems.push({ key, fault: `${fault}, with useExistingTenant`, fix: `remove it, or ${fix}` });
  if (Object.keys(tenantSettings).length > 0)
    refuse('tenantSettings', 'sets what others look after');
  if (override?.tenant) refuse('override.tenant', 'sets what others look after');
  if (platform === 'docker') refuse('platform', 'starts a FusionAuth that has no tenant yet');
  return problems;
}
