import type { FindOptions } from './found.ts';
import type { Live } from './live.ts';
import type { LiveApiKey } from './live-fusionauth.ts';

/** A key that is bound to another tenant, or to none, cannot be bound to this one without a new value. */
export function findLoginKey(
  { fusionAuth }: Live,
  { loginKey }: FindOptions,
  tenantId: string,
  notes: string[],
): LiveApiKey | undefined {
  const fits = (key: LiveApiKey) => {
    const [[endpoint, methods] = ['', []], ...others] = Object.entries(key.permissions.endpoints);
    return endpoint === '/api/login' && methods.includes('POST') && others.length === 0;
  };
  const candidates = fusionAuth.apiKeys.filter((key) =>
    loginKey === undefined ? fits(key) : key.id === loginKey,
  );
  if (loginKey !== undefined && candidates.length === 0)
    throw new Error(`--login-key ${loginKey}: FusionAuth lists no API key of that id.`);
  const bound = candidates.find((key) => key.tenantId === tenantId);
  if (bound) return bound;
  for (const { id } of candidates) {
    notes.push(
      `API key ${id} stays as it is: it opens POST /api/login of every tenant, and FusionAuth cannot bind a ` +
        'key to a tenant later. `pulumi up` makes one for this tenant; move callers over (output ' +
        `loginApiKey), then DELETE /api/api-key/${id}.`,
    );
  }
  if (candidates.length === 0)
    notes.push('FusionAuth lists no API key for POST /api/login alone: `pulumi up` makes one.');
  return undefined;
}
