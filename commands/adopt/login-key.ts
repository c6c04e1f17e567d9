import type { FindOptions } from './found.ts';
import type { Live } from './live.ts';
import type { LiveApiKey } from './live-fusionauth.ts';

/** A key that is bound to another tenant, or to none, cannot be bound to this one without a new value. */
export function findLoginKey(
  { fusionAuth: { loginKey: found } }: Live,
  { loginKey: id }: FindOptions,
  tenantId: string,
  notes: string[],
): LiveApiKey | undefined {
  if (id === undefined) {
    notes.push(
      'FusionAuth lists no API keys: `pulumi up` makes one for POST /api/login. To take over one that is bound to ' +
        'the tenant: --login-key ID.',
    );
    return undefined;
  }
  if (!found) throw new Error(`--login-key ${id}: FusionAuth has no API key of that id.`);
  if (found.tenantId === tenantId) return found;
  notes.push(
    `API key ${id} stays as it is: it opens POST /api/login of every tenant, and FusionAuth cannot bind a ` +
      'key to a tenant later. `pulumi up` makes one for this tenant; move callers over (output ' +
      `loginApiKey), then DELETE /api/api-key/${id}.`,
  );
  return undefined;
}
