import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { nodeDirectory } from '../../toolchain/paths.ts';
import { hasReference, reference } from '../support/reference.ts';

const run = promisify(execFile);

export const FUSIONAUTH_IMAGE = 'fusionauth-stand-in:test';

const script = join(reference, 'docker');

/** The reference's daemon needs root. */
export const canRunDocker = hasReference && existsSync(script) && process.getuid?.() === 0;

/** A Docker daemon with the images that the tests need. */
export interface Daemon {
  /** DOCKER_HOST. */
  host: string;
  /** Runs docker's own command line and returns what it printed. */
  docker(...args: string[]): Promise<string>;
  /** Removes what is left of a stack, and stops the daemon if it was started here and nobody else uses it. */
  stop(prefix: string): Promise<void>;
}

/** Starts the reference's daemon, or finds it running, and builds what is missing of the images. */
export async function startDaemon(): Promise<Daemon> {
  const wasRunning = await run(script, ['status']).then(
    () => true,
    () => false,
  );
  const { stdout } = await run(script, ['start']);
  const host = /^export DOCKER_HOST=(.+)$/m.exec(stdout)![1]!;
  await run(script, ['images']);
  const docker = async (...args: string[]) =>
    (await run('docker', ['--host', host, ...args])).stdout.trim();
  await buildFusionAuth(host);
  const stop = async (prefix: string) => {
    for (const [kind, list] of LEFTOVERS) {
      const ids = await docker(kind, 'ls', ...list, '--quiet', '--filter', `name=${prefix}`);
      if (ids) await docker(kind, 'rm', '--force', ...ids.split('\n'));
    }
    if (!wasRunning && (await docker('ps', '--quiet')) === '') await run(script, ['stop']);
  };
  return { host, docker, stop };
}

const LEFTOVERS = [
  ['container', ['--all']],
  ['network', []],
  ['volume', []],
] as const;

/** The embedded FusionAuth in an image that honours the official one's variables. */
async function buildFusionAuth(host: string): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), 'fusionauth-image-'));
  const sources = join(import.meta.dirname, 'fusionauth');
  try {
    for (const file of ['Dockerfile', 'curl']) {
      copyFileSync(join(sources, file), join(context, file));
    }
    copyFileSync(join(nodeDirectory, 'node'), join(context, 'node'));
    for (const program of ['curl', 'node']) chmodSync(join(context, program), 0o755);
    await build({
      entryPoints: [join(sources, 'server.ts')],
      outfile: join(context, 'server.cjs'),
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      logLevel: 'silent',
    });
    const args = [
      '--host',
      host,
      'build',
      '--tag',
      FUSIONAUTH_IMAGE,
      '--build-arg',
      'BASE=kong:3.9',
    ];
    await run('docker', [...args, context], { env: { ...process.env, DOCKER_BUILDKIT: '0' } });
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}
