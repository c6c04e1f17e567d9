import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runQuietly } from './steps.mjs';
import { STACK, type ToolEnvironment } from './setup.ts';

/**
 * Runs the CLI in the clone on the user's terminal and resolves to its exit code.
 *
 * @param output `stderr` where standard output belongs to a report.
 */
export function runPulumi(
  tools: ToolEnvironment,
  args: readonly string[],
  output: 'stdout' | 'stderr' = 'stdout',
): Promise<number> {
  return keepingStackFile(tools, () => onTerminal(tools, args, output));
}

/**
 * Creates the stack and selects it, if it is not in the state directory of this clone yet. Stacks in
 * another backend are their owner's to create.
 */
export async function ensureStack(tools: ToolEnvironment): Promise<void> {
  if (!tools.ground.ownBackend) return;
  const stacks = join(tools.local, 'state', '.pulumi', 'stacks', readProjectName(tools.clone));
  const isThere = existsSync(join(stacks, `${STACK}.json`));
  // The CLI remembers selections in PULUMI_HOME, and the user's own may not know this clone.
  if (isThere && tools.ground.providers === 'embedded') return;
  const args = ['stack', 'select', STACK, '--create', '--non-interactive'];
  await keepingStackFile(tools, () =>
    runQuietly(tools.pulumi, args, { cwd: tools.clone, env: tools.env }),
  );
}

/**
 * Lets the CLI work, and takes back what it does to a stack file that it only reads.
 *
 * @param stack whose file.
 */
export async function keepingStackFile<T>(
  tools: Pick<ToolEnvironment, 'clone'>,
  work: () => Promise<T>,
  stack = STACK,
): Promise<T> {
  const stackFile = join(tools.clone, `Pulumi.${stack}.yaml`);
  const before = readText(stackFile);
  try {
    return await work();
  } finally {
    if (!SALT.test(before)) removeUnusedSalt(stackFile, before);
  }
}

/** The name in Pulumi.yaml. */
export function readProjectName(clone: string): string {
  const project = parse(readFileSync(join(clone, 'Pulumi.yaml'), 'utf8')) as { name: string };
  return project.name;
}

/** The salt that a stack file holds, on a line of its own. */
const SALT = /^encryptionsalt: .*\n?/m;

/**
 * Takes the salt out again that the CLI wrote into a stack file: it is this clone's, it is in the state too,
 * and it would otherwise make a committed file dirty. It stays where a secret setting needs it. With the salt the CLI
 * writes the whole file anew, every switch and number as text: a file that says the same is as it was before.
 */
function removeUnusedSalt(stackFile: string, before: string): void {
  const text = readText(stackFile);
  if (!SALT.test(text) || /^\s+(- )?secure: /m.test(text)) return;
  const unsalted = text.replace(SALT, '');
  writeFileSync(stackFile, saidBy(unsalted) === saidBy(before) ? before : unsalted);
}

/** What a stack file says, to the CLI: scalars are texts. */
function saidBy(text: string): string {
  return JSON.stringify(parse(text), (_, value: unknown) =>
    ['boolean', 'number'].includes(typeof value) ? String(value) : value,
  );
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function onTerminal(
  tools: ToolEnvironment,
  args: readonly string[],
  output: 'stdout' | 'stderr',
): Promise<number> {
  const stdio = ['inherit', output === 'stdout' ? 1 : 2, 'inherit'] as const;
  const child = spawn(tools.pulumi, args, { cwd: tools.clone, env: tools.env, stdio: [...stdio] });
  // The terminal sends Ctrl-C to the CLI itself, and a second one would mean "now": only wait for it.
  const ignore = () => {};
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', ignore);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) =>
        resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']),
      );
    });
  } finally {
    process.off('SIGINT', ignore);
    process.off('SIGTERM', forward);
    process.off('SIGHUP', forward);
  }
}
