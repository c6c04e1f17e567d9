import http from 'node:http';
import https from 'node:https';
import { SettingsError, type Problem } from './settings-problems.ts';

/** The two servers a stack configures, as the providers' own configuration names them. */
export interface Servers {
  kong: { adminUri: string; headers: Record<string, string>; tlsSkipVerify: boolean };
  fusionAuth: { host: string; apiKey: string };
}

/**
 * Kong releases whose jwt and acl plugins have exactly the fields of components/plugin-config.ts.
 * The list of fields decides whether drift in a plugin is seen, so an unknown release is refused.
 */
const KONG_RELEASES = ['3.9'];

const TIMEOUT_MS = 5000;

/**
 * Reads where the servers are from the providers' configuration keys and environment variables.
 *
 * @param config every configuration value of the stack, by full key.
 * @throws SettingsError if a value is missing or is no URL.
 */
export function readServers(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Servers {
  const problems: Problem[] = [];
  const read = (key: string, variable: string, fallback?: string): string => {
    const value = config[key] ?? env[variable] ?? fallback;
    if (value) return value;
    const secret = /apiKey/.test(key) ? ' --secret' : '';
    const fix = `pulumi config set${secret} ${key} VALUE, or export ${variable}`;
    problems.push({ key, fault: 'is missing', fix });
    return '';
  };
  const readUrl = (key: string, variable: string, fallback?: string): string => {
    const value = read(key, variable, fallback);
    if (value && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
      problems.push({
        key,
        value,
        fault: 'must be an http or https URL',
        fix: `pulumi config set ${key} URL`,
      });
    }
    return value.replace(/\/+$/, '');
  };

  const adminUri = readUrl('kong:kongAdminUri', 'KONG_ADMIN_ADDR', 'http://localhost:8001');
  const host = readUrl('fusionauth:host', 'FA_DOMAIN');
  const apiKey = read('fusionauth:apiKey', 'FA_API_KEY');
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    kong: { adminUri, headers: adminHeaders(config, env), tlsSkipVerify: flag(config, env) },
    fusionAuth: { host, apiKey },
  };
}

/**
 * Asks both servers whether they answer, know the credentials and are of a release that the stack
 * knows. Done before anything is registered, so that a wrong address leaves nothing half made.
 *
 * @throws SettingsError with what is wrong at either of them.
 */
export async function requireServers({ kong, fusionAuth }: Servers): Promise<void> {
  const found = await Promise.all([kongProblem(kong), fusionAuthProblem(fusionAuth)]);
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new SettingsError(problems);
}

async function kongProblem(kong: Servers['kong']): Promise<Problem | undefined> {
  const at = { key: 'kong:kongAdminUri', value: kong.adminUri };
  const answer = await ask(`${kong.adminUri}/`, kong.headers, kong.tlsSkipVerify);
  if ('failure' in answer) {
    const fix = 'start Kong, or pulumi config set kong:kongAdminUri URL';
    return { ...at, fault: `Kong's Admin API does not answer (${answer.failure})`, fix };
  }
  if (answer.status !== 200) {
    const fix =
      'pulumi config set --secret kong:kongAdminToken TOKEN, or the key your Kong asks for';
    return { ...at, fault: `Kong's Admin API answers ${answer.status}`, fix };
  }
  const version = /"version"\s*:\s*"([^"]+)"/.exec(answer.body)?.[1] ?? 'unknown';
  const release = version.split('.').slice(0, 2).join('.');
  if (KONG_RELEASES.includes(release)) return undefined;
  const fix = `run Kong ${KONG_RELEASES.join(' or ')}`;
  return { ...at, fault: `is Kong ${version}, whose plugin fields this stack does not know`, fix };
}

async function fusionAuthProblem({
  host,
  apiKey,
}: Servers['fusionAuth']): Promise<Problem | undefined> {
  const answer = await ask(`${host}/api/tenant`, { authorization: apiKey }, false);
  if ('failure' in answer) {
    const fault = `FusionAuth does not answer (${answer.failure})`;
    const fix = 'start FusionAuth, or pulumi config set fusionauth:host URL';
    return { key: 'fusionauth:host', value: host, fault, fix };
  }
  if (answer.status === 200) return undefined;
  return {
    key: 'fusionauth:apiKey',
    fault: `is refused: GET ${host}/api/tenant answers ${answer.status}`,
    fix: 'pulumi config set --secret fusionauth:apiKey KEY, with a global key that may manage tenants',
  };
}

export type Answer = { status: number; body: string } | { failure: string };

export function ask(
  url: string,
  headers: Record<string, string>,
  tlsSkipVerify: boolean,
): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const client = url.startsWith('https:') ? https : http;
  const options = { headers, timeout: TIMEOUT_MS, rejectUnauthorized: !tlsSkipVerify };
  const request = client.get(url, options, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => (body += chunk));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    response.on('error', (error) => resolve({ failure: error.message }));
  });
  request.on('timeout', () => request.destroy(new Error(`no answer in ${TIMEOUT_MS / 1000} s`)));
  request.on('error', (error: NodeJS.ErrnoException) =>
    resolve({ failure: error.code ?? error.message }),
  );
  return promise;
}

/** The headers by which the kong provider identifies itself to the Admin API. */
function adminHeaders(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const token = config['kong:kongAdminToken'] ?? env['KONG_ADMIN_TOKEN'];
  const apiKey = config['kong:kongApiKey'] ?? env['KONG_API_KEY'];
  const username = config['kong:kongAdminUsername'] ?? env['KONG_ADMIN_USERNAME'];
  const password = config['kong:kongAdminPassword'] ?? env['KONG_ADMIN_PASSWORD'] ?? '';
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    ...(token && { 'kong-admin-token': token }),
    ...(apiKey && { apikey: apiKey }),
    ...(username && { authorization: `Basic ${basic}` }),
  };
}

function flag(
  config: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return (config['kong:tlsSkipVerify'] ?? env['TLS_SKIP_VERIFY']) === 'true';
}
