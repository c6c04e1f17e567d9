import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { nodeDirectory } from '../../toolchain/paths.ts';

const run = promisify(execFile);

export const FUSIONAUTH_IMAGE = 'fusionauth-stand-in:test';

/** A Docker daemon with the image that stands in for FusionAuth's. */
export interface Daemon {
  /** DOCKER_HOST. */
  host: string;
  /** Runs docker's own command line and returns what it printed. */
  docker(...args: string[]): Promise<string>;
  /** Removes what is left of a stack. */
  clean(prefix: string): Promise<void>;
}

/** Finds the daemon at REAL_DOCKER_HOST and builds that image in it. */
export async function findDaemon(): Promise<Daemon> {
  const host = process.env['REAL_DOCKER_HOST']!;
  const docker = async (...args: string[]) =>
    (await run('docker', ['--host', host, ...args])).stdout.trim();
  await buildFusionAuth(host);
  const clean = async (prefix: string) => {
    for (const [kind, list] of LEFTOVERS) {
      const ids = await docker(kind, 'ls', ...list, '--quiet', '--filter', `name=${prefix}`);
      if (ids) await docker(kind, 'rm', '--force', ...ids.split('\n'));
    }
  };
  return { host, docker, clean };
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
