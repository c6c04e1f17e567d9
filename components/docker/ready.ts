import { setTimeout as delay } from 'node:timers/promises';
import * as pulumi from '@pulumi/pulumi';
import { requireServers } from '../../servers/check.ts';
import type { Servers } from '../../servers/servers.ts';
import { SettingsError, type Problem } from '../../servers/problems.ts';

const POLL_MS = 500;

/** The containers behind the servers, by the configuration keys that lead to them. */
export type Containers = Readonly<Record<string, { name: string; urn: string }>>;

/**
 * Asks what listens on the platform's ports already: nothing, or servers that accept the stack's credentials.
 * Done before anything is registered.
 *
 * @throws SettingsError that names a key which FusionAuth refuses, or a server of another make.
 */
export async function refuseStrangers(servers: Servers): Promise<void> {
  const problems = await problemsOf(servers, { mayBeAbsent: true });
  if (problems.length > 0) throw new SettingsError(problems.map(explainKickstart));
}

/**
 * Waits until both servers answer and accept their credentials. A preview does not ask.
 *
 * A healthy container is not enough: FusionAuth answers while Kickstart still works, see
 * https://fusionauth.io/docs/get-started/download-and-install/development/kickstart#troubleshooting
 *
 * @throws RunError with what is still wrong when the time is over.
 */
export async function awaitServers(
  servers: Servers,
  containers: Containers,
  timeoutSeconds = 60,
): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const problems = await problemsOf(servers);
    if (problems.length === 0) return;
    if (Date.now() > deadline) {
      const lines = problems
        .map(explainKickstart)
        .map((problem) => explainContainer(problem, containers))
        .map(({ key, fault, fix }) => `  ${key}: ${fault}\n    fix: ${fix}`);
      const head = `After ${timeoutSeconds} s the containers cannot be used:`;
      throw new pulumi.RunError([head, ...lines].join('\n'));
    }
    await delay(POLL_MS);
  }
}

async function problemsOf(
  servers: Servers,
  options?: { mayBeAbsent: boolean },
): Promise<readonly Problem[]> {
  try {
    await requireServers(servers, options);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

function explainKickstart(problem: Problem): Problem {
  if (problem.key !== 'fusionauth:apiKey') return problem;
  const fault =
    `${problem.fault}.\n    Kickstart plants the key in an empty FusionAuth only. This one, or the volume ` +
    "that it took up, was started with another, or it is not the stack's own";
  const fix =
    'set that key again, or make this one in FusionAuth first (Settings, API Keys: a global super user ' +
    'key); npm run down stops the embedded FusionAuth, if that is what listens there';
  return { ...problem, fault, fix };
}

function explainContainer(problem: Problem, containers: Containers): Problem {
  const container = containers[problem.key];
  if (!container) return problem;
  const { name, urn } = container;
  const fix =
    `see docker logs ${name}; start it if it was stopped: docker start ${name}; ` +
    `make it anew if it was removed: pulumi up --replace '${urn}'`;
  return { ...problem, fix };
}
