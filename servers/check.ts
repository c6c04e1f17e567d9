import { z } from 'zod';
import { NoAnswer, type Reply } from './exchange.ts';
import { exchangePatiently, isBusy } from './patience.ts';
import { SettingsError, type Problem } from './problems.ts';
import { KONG_CREDENTIALS, type Servers, type SomeServers } from './servers.ts';

/** The oldest Kong whose answers were compared with what the stack expects of them. */
const OLDEST_KONG = [3, 4] as const;

const TIMEOUT_MS = 5000;
const AGAIN = 'run this again later: it, or a proxy before it, is busy or starting';

export interface Requirements {
  /** Accepts a server that does not answer, because the stack starts it itself. */
  mayBeAbsent?: boolean;
  /** The plugins that Kong has to have; those of every protected API if left out. */
  plugins?: readonly string[];
}

/**
 * Asks the servers whether they answer, are what they have to be, know the credentials and can take what is
 * declared. Done before anything is registered, so that a wrong address leaves nothing half made.
 *
 * @throws SettingsError with what is wrong at any of them.
 */
export async function requireServers(
  { kong, fusionAuth }: SomeServers,
  { mayBeAbsent = false, plugins = ['jwt', 'acl'] }: Requirements = {},
): Promise<void> {
  const found = await Promise.all([
    kongProblem(kong, plugins),
    fusionAuth && fusionAuthProblem(fusionAuth),
  ]);
  const problems = found
    .filter((problem) => problem !== undefined)
    .filter(({ isAbsent = false }) => !(mayBeAbsent && isAbsent));
  if (problems.length > 0) throw new SettingsError(problems);
}

/** What is wrong at a server. An absent one does not answer at all. */
type ServerProblem = Problem & { isAbsent?: boolean };

async function kongProblem(
  kong: Servers['kong'],
  plugins: readonly string[],
): Promise<ServerProblem | undefined> {
  const { adminUri, headers, tlsSkipVerify } = kong;
  const at = { key: 'kong:kongAdminUri', value: adminUri };
  const answer = await ask(`${adminUri}/`, { headers, tlsSkipVerify });
  if (answer instanceof NoAnswer) {
    const otherwise = 'or pulumi config set kong:kongAdminUri URL';
    const fix = answer.fix ? `${answer.fix}; ${otherwise}` : `start Kong, ${otherwise}`;
    const fault = `Kong's Admin API does not answer (${answer.message})`;
    return { ...at, fault, fix, isAbsent: true };
  }
  if (answer.status !== 200) return { ...at, ...refusal(kong, answer) };
  const node = kongNode.safeParse(jsonOf(answer.text));
  if (!node.success)
    return {
      ...at,
      fault: "is not Kong's Admin API",
      fix: 'pulumi config set kong:kongAdminUri URL',
    };
  const { version, configuration, plugins: known } = node.data;
  if (configuration.database === 'off') {
    const fault = 'is a Kong without a database, which takes no changes by its Admin API';
    return { ...at, fault, fix: 'run Kong with KONG_DATABASE=postgres' };
  }
  const lacking = known && plugins.filter((name) => !(name in known.available_on_server));
  if (lacking?.length) {
    const fault = `is a Kong without the plugins ${lacking.join(', ')}`;
    return {
      ...at,
      fault,
      fix: `run Kong with KONG_PLUGINS=bundled, or add ${lacking.join(',')} to it`,
    };
  }
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least, from] = OLDEST_KONG;
  if (major > least || (major === least && minor >= from)) return undefined;
  const oldest = OLDEST_KONG.join('.');
  const fault = `is Kong ${version}, and this stack knows Kong from ${oldest} on`;
  return { ...at, fault, fix: `run Kong ${oldest} or a later one` };
}

/** What is wrong where Kong, or a proxy before it, answers with another status than 200. */
function refusal(
  { headers, workspace }: Servers['kong'],
  answer: Reply,
): Pick<Problem, 'fault' | 'fix'> & Partial<Problem> {
  const fault = `Kong's Admin API answers ${described(answer)}`;
  if (isBusy(answer.status)) return { fault, fix: AGAIN };
  if (answer.status === 401 || answer.status === 403) {
    const given = KONG_CREDENTIALS.filter(({ header }) => header in headers);
    const [first] = given;
    if (!first) {
      const keys = KONG_CREDENTIALS.map(({ key }) => key).join(', ');
      return { fault, fix: `pulumi config set --secret KEY VALUE, where KEY is one of ${keys}` };
    }
    const fix = given.map(({ key }) => `pulumi config set --secret ${key} VALUE`).join(', or ');
    const wrong = `is refused: ${fault}`;
    return { key: first.key, value: undefined, fault: wrong, fix };
  }
  if (answer.status === 404 && workspace !== undefined) {
    const fix = 'pulumi config rm kong:kongWorkspace; only Kong Enterprise has workspaces';
    return { key: 'kong:kongWorkspace', value: workspace, fault, fix };
  }
  return { fault, fix: 'pulumi config set kong:kongAdminUri URL' };
}

async function fusionAuthProblem({
  host,
  apiKey,
}: Servers['fusionAuth']): Promise<ServerProblem | undefined> {
  const at = { key: 'fusionauth:host', value: host };
  const answer = await ask(`${host}/api/tenant`, { headers: { authorization: apiKey } });
  if (answer instanceof NoAnswer) {
    const fault = `FusionAuth does not answer (${answer.message})`;
    const fix = `${answer.fix ?? 'start FusionAuth'}, or pulumi config set fusionauth:host URL`;
    return { ...at, fault, fix, isAbsent: true };
  }
  if (answer.status === 200) {
    if (tenantList.safeParse(jsonOf(answer.text)).success) return undefined;
    return { ...at, fault: 'is not FusionAuth', fix: 'pulumi config set fusionauth:host URL' };
  }
  if (answer.status !== 401 && answer.status !== 403) {
    const fault = `FusionAuth answers ${described(answer)} to GET /api/tenant`;
    const fix = isBusy(answer.status) ? AGAIN : 'pulumi config set fusionauth:host URL';
    return { ...at, fault, fix };
  }
  return {
    key: 'fusionauth:apiKey',
    fault: `is refused: GET ${host}/api/tenant answers ${answer.status}`,
    fix: 'pulumi config set --secret fusionauth:apiKey KEY, with a global key that may manage tenants',
  };
}

/** What Kong alone answers to `GET /`, as far as it decides. */
const kongNode = z.object({
  version: z.string(),
  configuration: z.object({ database: z.string() }),
  plugins: z.object({ available_on_server: z.record(z.string(), z.unknown()) }).optional(),
});

/** What FusionAuth alone answers to `GET /api/tenant`: it always has its own tenant. */
const tenantList = z.object({ tenants: z.array(z.object({ id: z.guid() })).min(1) });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function ask(
  url: string,
  options: { headers: Record<string, string>; tlsSkipVerify?: boolean },
): Promise<Reply | NoAnswer> {
  try {
    const all = { ...options, timeoutMs: TIMEOUT_MS };
    return await exchangePatiently(url, all, { onlyBusy: true });
  } catch (error) {
    if (error instanceof NoAnswer) return error;
    throw error;
  }
}

/** The status, and what a server says where it expects HTTPS or is to be found elsewhere. */
function described({ status, headers, text }: Reply): string {
  if (headers.location) return `${status}: it is at ${headers.location}`;
  if (status === 400 && /plain HTTP request was sent to HTTPS port/.test(text))
    return '400: it wants https';
  return String(status);
}
