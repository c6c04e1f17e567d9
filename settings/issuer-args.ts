import * as pulumi from '@pulumi/pulumi';
import type { IssuerArgs } from '../components/issuer.ts';
import type { TenantArgs } from '../components/tenant-args.ts';
import type { FoundTenant } from './existing-tenant.ts';
import type { Settings } from './settings.ts';
import type { TenantSettings } from './tenant.ts';

/** What the settings say of the issuer's tenant; nothing that they leave out, as states of earlier releases have it. */
export function issuerArgs(
  { tenantSettings: settings = {}, override }: Settings,
  existing?: FoundTenant,
): Pick<IssuerArgs, 'existingTenantId' | 'settings' | 'override'> {
  return {
    ...(existing && { existingTenantId: existing.id }),
    ...(Object.keys(settings).length > 0 && { settings: tenantArgs(settings) }),
    ...(override?.tenant && { override: { tenant: override.tenant } }),
  };
}

function tenantArgs({ mail: given, ...rest }: TenantSettings): TenantArgs {
  const password = given?.password !== undefined && { password: pulumi.secret(given.password) };
  return { ...rest, mail: given && { ...given, ...password } };
}
