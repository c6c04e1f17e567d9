import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiKey, State, Tenant } from './documents.ts';
import { Errors, Refusal, tenantRequired, unauthorized } from './errors.ts';
import { isUuid } from './json.ts';

/**
 * Endpoints that belong to no tenant: whoever names a tenant, by the key or by the header, is refused there.
 * https://fusionauth.io/docs/reference/api-endpoints
 */
const GLOBAL = [
  '/api/entity/type',
  '/api/entity/type/search',
  '/api/key',
  '/api/key/generate',
  '/api/key/import',
  '/api/key/search',
  '/api/lambda',
  '/api/lambda/search',
  '/api/system-configuration',
  '/api/tenant/search',
];

/** Endpoints for which FusionAuth's provider sends the header: of them only keys of a tenant are refused. */
const WITHOUT_TENANT_KEYS = [...GLOBAL, '/api/api-key', '/api/tenant'];

const digest = (value: string) => createHash('sha256').update(value).digest('hex');

const indexes = new WeakMap<State, { version: number; byDigest: Map<string, ApiKey> }>();

/** The API key of that value. Digests are looked up, so that time tells nothing about a key. */
function keyOf(state: State, value: string): ApiKey | undefined {
  let index = indexes.get(state);
  if (index?.version !== state.apiKeys.version) {
    const entries = state.apiKeys.all().map((key) => [digest(key.key), key] as const);
    index = { version: state.apiKeys.version, byDigest: new Map(entries) };
    indexes.set(state, index);
  }
  return index.byDigest.get(digest(value));
}

/** The API key of the request, if it carries one that exists and has not expired. */
function presentedKey(context: Context, state: State): ApiKey | undefined {
  const given = context.req.header('authorization');
  if (!given) return undefined;
  const key = keyOf(state, given);
  return key && (key.expirationInstant ?? Infinity) > Date.now() ? key : undefined;
}

/** The name by which API key permissions know a path: `/api/application/{id}/role` is `/api/application/role`. */
function endpointOf(path: string): string {
  const names = path.split('/').filter((segment) => segment !== '' && !isUuid(segment));
  return `/${names.join('/')}`;
}

function permits(key: ApiKey, method: string, endpoint: string): boolean {
  // Only key managers see API keys, or any key could read a stronger one.
  if (endpoint === '/api/api-key' && !key.keyManager) return false;
  if (key.tenantId && WITHOUT_TENANT_KEYS.includes(endpoint)) return false;
  const endpoints = key.permissions?.endpoints ?? {};
  return Object.keys(endpoints).length === 0 || (endpoints[endpoint] ?? []).includes(method);
}

/** What a request may see: everything, or one tenant. */
export interface Scope {
  readonly tenantId: string | undefined;
}

/** The tenant that the key or the header names. */
function scopeOf(context: Context, state: State, key: ApiKey | undefined): Scope {
  const header = context.req.header('x-fusionauth-tenantid')?.toLowerCase();
  if (header && (!isUuid(header) || !state.tenants.get(header))) {
    const message = `The X-FusionAuth-TenantId header [${header}] does not name a tenant.`;
    throw new Refusal(400, new Errors().general('InvalidTenantId', message));
  }
  if (key?.tenantId && header && header !== key.tenantId) throw unauthorized();
  if (header && GLOBAL.includes(endpointOf(context.req.path))) throw unauthorized();
  return { tenantId: key?.tenantId ?? header };
}

/** Ends the request with 401 unless it carries an API key that may do this. */
export function authorize(context: Context, state: State): Scope {
  const key = presentedKey(context, state);
  if (!key || !permits(key, context.req.method, endpointOf(context.req.path))) throw unauthorized();
  return scopeOf(context, state, key);
}

/** For endpoints that are open: the tenant named, if any, and whether a fitting API key came along. */
export function identify(context: Context, state: State): Scope & { authenticated: boolean } {
  const key = presentedKey(context, state);
  const endpoint = endpointOf(context.req.path);
  const authenticated = key !== undefined && permits(key, context.req.method, endpoint);
  return { ...scopeOf(context, state, authenticated ? key : undefined), authenticated };
}

/** The tenant of a new object: the one named, or the only one. */
export function requiredTenant(scope: Scope, state: State): Tenant {
  const [first, second] = state.tenants.all();
  const tenant = scope.tenantId ? state.tenants.get(scope.tenantId) : second ? undefined : first;
  if (!tenant) throw tenantRequired();
  return tenant;
}

/** Whether an object of that tenant is visible. */
export const sees = (scope: Scope, tenantId: unknown): boolean =>
  scope.tenantId === undefined || tenantId === undefined || tenantId === scope.tenantId;
