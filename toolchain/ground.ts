import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Platform = 'existing' | 'embedded' | 'docker';

/** What a stack's commands stand on: whose providers they run, and where the state is. */
export interface Ground {
  platform: Platform;
  /** Stand-ins of this project, or what Pulumi downloads. */
  providers: 'embedded' | 'official';
  /** Whether the state is in this clone's own directory; else it is where the user's login says. */
  ownBackend: boolean;
}

/**
 * Follows from the stack's platform: the embedded one has everything in this clone; on servers of others the providers
 * are the official ones and the state is where the user keeps it, unless PROVIDERS asks for others.
 *
 * @param user the user's variables.
 * @throws Error if PROVIDERS names none.
 */
export function groundOf(platform: Platform, user: NodeJS.ProcessEnv): Ground {
  const usual = platform === 'embedded' ? 'embedded' : 'official';
  const providers = user['PROVIDERS'] || usual;
  if (providers !== 'embedded' && providers !== 'official')
    throw new Error(
      `PROVIDERS is ${JSON.stringify(providers)}; it must be embedded, official or unset`,
    );
  return {
    platform,
    providers,
    ownBackend: platform === 'embedded' && user['PULUMI_BACKEND_URL'] === undefined,
  };
}

/** The platform that a stack's file sets, or the project's default. A stack without a file has the default. */
export function platformOf(clone: string, stack: string): Platform {
  const project = readYaml(join(clone, 'Pulumi.yaml')) as {
    name: string;
    config?: { platform?: { default?: Platform } };
  };
  const path = join(clone, `Pulumi.${nameOf(stack)}.yaml`);
  const file = (existsSync(path) ? readYaml(path) : null) as {
    config?: Record<string, unknown>;
  } | null;
  const own = file?.config?.[`${project.name}:platform`] as Platform | undefined;
  return own ?? project.config?.platform?.default ?? 'existing';
}

/** `acme/gateway/prod` is stack prod in its file's name. */
function nameOf(stack: string): string {
  return stack.split('/').at(-1)!;
}

/** One line that says what a command is about to use. */
export function groundText(
  stack: string,
  { platform, providers, ownBackend }: Ground,
  env: NodeJS.ProcessEnv,
): string {
  const home = env['PULUMI_HOME'] ?? join(homedir(), '.pulumi');
  const whose =
    providers === 'embedded' ? 'the embedded providers' : `the official providers (${home})`;
  const state = ownBackend ? "this clone's own state" : `the state in ${backendIn(env)}`;
  return `Stack ${stack}, platform ${platform}: ${whose}, ${state}.`;
}

/** The URL of the backend that the CLI is logged in to, with what may be secret in it; undefined if it is to none. */
export function backendUrl(env: NodeJS.ProcessEnv): string | undefined {
  const home = env['PULUMI_HOME'] ?? join(homedir(), '.pulumi');
  return (
    env['PULUMI_BACKEND_URL'] ??
    loginIn(join(env['PULUMI_CREDENTIALS_PATH'] ?? home, 'credentials.json'))
  );
}

/** The backend, without what may be secret in its URL. */
function backendIn(env: NodeJS.ProcessEnv): string {
  const url = backendUrl(env);
  if (!url) return env['PULUMI_ACCESS_TOKEN'] ? 'Pulumi Cloud' : 'no backend yet (pulumi login)';
  return url.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');
}

function loginIn(path: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { current?: string }).current;
  } catch {
    return undefined;
  }
}

function readYaml(path: string): unknown {
  return parse(readFileSync(path, 'utf8'));
}
