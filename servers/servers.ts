import { FusionAuthApi } from './fusionauth-api.ts';
import { KongAdmin } from './kong-admin.ts';
import { SettingsError, type Problem } from './problems.ts';

/** The two servers a stack configures, as the providers' own configuration names them. */
export interface Servers {
  kong: {
    /** The Admin API's URL, without a slash at the end; it ends in the workspace, if there is one. */
    adminUri: string;
    workspace?: string;
    headers: Record<string, string>;
    tlsSkipVerify: boolean;
  };
  fusionAuth: { host: string; apiKey: string };
}

/** The servers of a stack of either side: one of the gateway's side has nothing on FusionAuth. */
export type SomeServers = Pick<Servers, 'kong'> & Partial<Servers>;

/** The servers of a stack with an issuer's side. @throws Error on any other. */
export function bothOf({ kong, fusionAuth }: SomeServers): Servers {
  if (fusionAuth) return { kong, fusionAuth };
  throw new Error("This stack is the gateway's side alone, and has nothing on FusionAuth.");
}

/** Kong's Admin API, as the stack reaches it. */
export function kongOf({ kong }: SomeServers): KongAdmin {
  const { adminUri, headers, tlsSkipVerify } = kong;
  return new KongAdmin({ url: adminUri, headers, tlsSkipVerify });
}

/** FusionAuth's API, as the stack reaches it. */
export function fusionAuthOf(servers: SomeServers): FusionAuthApi {
  const { host, apiKey } = bothOf(servers).fusionAuth;
  return new FusionAuthApi({ url: host, headers: { authorization: apiKey } });
}

/** Which header carries which credential to the Admin API: the kong provider's ways. */
export const KONG_CREDENTIALS = [
  { key: 'kong:kongAdminToken', variable: 'KONG_ADMIN_TOKEN', header: 'kong-admin-token' },
  { key: 'kong:kongApiKey', variable: 'KONG_API_KEY', header: 'apikey' },
  { key: 'kong:kongAdminPassword', variable: 'KONG_ADMIN_PASSWORD', header: 'authorization' },
] as const;

/** Values by name; of the process's variables some may be unset. */
type Texts<Value = string> = Readonly<Record<string, Value>>;

/**
 * Reads where the servers are from the providers' configuration keys and environment variables.
 *
 * @param config every configuration value of the stack, by full key.
 * @param env the process's variables. In a program they tell which settings are encrypted too.
 * @throws SettingsError if a value is missing, is no URL, or is a credential in plain text.
 */
export function readServers(config: Texts, env: Texts<string | undefined>): Servers {
  return bothOf(read(config, env, true));
}

/** The same for a stack of either side: without FusionAuth, and what it asks for, on the gateway's. */
export function readServersOfSide(config: Texts, env: Texts<string | undefined>): SomeServers {
  const [, side] = Object.entries(config).find(([key]) => key.endsWith(':side')) ?? [];
  return read(config, env, side !== 'gateway');
}

function read(config: Texts, env: Texts<string | undefined>, both: boolean): SomeServers {
  const problems: Problem[] = [];
  const encrypted = encryptedKeys(env);
  const valueOf = (key: string, variable: string): string | undefined => {
    if (config[key] === undefined) return env[variable] || undefined;
    if (CREDENTIALS.has(key) && encrypted?.includes(key) === false) problems.push(inPlainText(key));
    return config[key];
  };
  const require = (key: string, variable: string, fallback?: string): string => {
    const value = valueOf(key, variable) ?? fallback;
    if (value) return value;
    const secret = CREDENTIALS.has(key) ? ' --secret' : '';
    const fix = `pulumi config set${secret} ${key} VALUE, or export ${variable}`;
    problems.push({ key, fault: 'is missing', fix });
    return '';
  };
  const readUrl = (key: string, variable: string, fallback?: string): string => {
    const value = require(key, variable, fallback);
    if (value) problems.push(...urlProblems(key, value));
    return value.replace(/\/+$/, '');
  };

  const adminUri = readUrl('kong:kongAdminUri', 'KONG_ADMIN_ADDR', 'http://localhost:8001');
  const workspace = config['kong:kongWorkspace'];
  const headers = adminHeaders(valueOf);
  const skip = valueOf('kong:tlsSkipVerify', 'TLS_SKIP_VERIFY') ?? '';
  const fusionAuth = both && {
    host: readUrl('fusionauth:host', 'FA_DOMAIN'),
    apiKey: require('fusionauth:apiKey', 'FA_API_KEY'),
  };
  if (!TRUE.test(skip) && !FALSE.test(skip)) {
    const fix = 'pulumi config set kong:tlsSkipVerify false';
    problems.push({ key: 'kong:tlsSkipVerify', value: skip, fault: 'must be true or false', fix });
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    kong: {
      ...(workspace ? { adminUri: `${adminUri}/${workspace}`, workspace } : { adminUri }),
      headers,
      tlsSkipVerify: TRUE.test(skip),
    },
    ...(fusionAuth && { fusionAuth }),
  };
}

const CREDENTIALS: ReadonlySet<string> = new Set([
  'fusionauth:apiKey',
  ...KONG_CREDENTIALS.map(({ key }) => key),
]);

/** What the providers take for a boolean, as Go's strconv.ParseBool does. */
const TRUE = /^(1|t|T|true|True|TRUE)$/;
const FALSE = /^(0|f|F|false|False|FALSE)?$/;

/** The settings that the stack encrypts, as the engine tells a program; undefined outside of one. */
function encryptedKeys(env: Readonly<Record<string, string | undefined>>): string[] | undefined {
  const keys = env['PULUMI_CONFIG_SECRET_KEYS'];
  return keys ? ((JSON.parse(keys) as string[] | null) ?? []) : undefined;
}

/** The providers' inputs go into the state as the settings have them: in plain text, if those are. */
function inPlainText(key: string): Problem {
  const fault = 'stands in plain text in the settings, and would in the state';
  return { key, fault, fix: `pulumi config set --secret ${key} VALUE` };
}

function urlProblems(key: string, value: string): Problem[] {
  const url = URL.parse(value);
  const fix = `pulumi config set ${key} URL`;
  if (!url || !/^https?:$/.test(url.protocol))
    return [{ key, value, fault: 'must be an http or https URL', fix }];
  if (/[?#\s\p{C}]/u.test(value))
    return [{ key, value, fault: 'must have no query, no fragment and no blanks', fix }];
  if (url.username === '' && url.password === '') return [];
  const fault = 'has credentials in it, which would be in plain text in the state';
  return [{ key, value, fault, fix: `${fix} without them; kong:kongAdminPassword takes them` }];
}

/** The headers by which the kong provider identifies itself to the Admin API. */
function adminHeaders(
  read: (key: string, variable: string) => string | undefined,
): Record<string, string> {
  const [token, apiKey, password] = KONG_CREDENTIALS.map(({ key, variable }) =>
    read(key, variable),
  );
  const username = read('kong:kongAdminUsername', 'KONG_ADMIN_USERNAME');
  const basic = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64');
  return {
    ...(token && { 'kong-admin-token': token }),
    ...(apiKey && { apikey: apiKey }),
    ...((username || password) && { authorization: `Basic ${basic}` }),
  };
}
