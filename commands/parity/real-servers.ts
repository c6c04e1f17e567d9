import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { ToolEnvironment } from '../../toolchain/setup.ts';

const COMPOSE = ['compose', '--file', join(import.meta.dirname, 'compose.yaml')];

/** What the official providers are, as docs/parity-providers.md compares them. */
const PROVIDERS = [
  ['kong', 'v4.6.1'],
  ['terraform-provider', 'v1.1.0'],
  ['tls', 'v5.6.1'],
  ['docker', 'v5.2.0'],
] as const;

/** The variables by which the comparisons find what compose.yaml starts; see tests/support/real-parts.ts. */
const ADDRESSES = {
  REAL_KONG_ADMIN_URL: 'http://127.0.0.1:18001',
  REAL_KONG_PROXY_URL: 'http://127.0.0.1:18000',
  REAL_KONG_TLS_PROXY_URL: 'https://127.0.0.1:18443',
  REAL_FUSIONAUTH_URL: 'http://127.0.0.1:19011',
};

/**
 * Starts the real servers in containers and downloads the official providers, for as long as `work` takes. It needs
 * Docker with Compose 2.23 or newer, on Linux, and a connection to the registries of both.
 */
export async function withRealServers<T>(
  { pulumi, env, local }: ToolEnvironment,
  work: (addresses: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const home = join(local, 'official-providers');
  for (const plugin of PROVIDERS) {
    await succeed(pulumi, ['plugin', 'install', 'resource', ...plugin], {
      ...env,
      PULUMI_HOME: home,
    });
  }
  try {
    await succeed('docker', [...COMPOSE, 'up', '--detach', '--wait'], env);
    return await work({ ...ADDRESSES, REAL_PULUMI_HOME: home });
  } finally {
    await succeed('docker', [...COMPOSE, 'down', '--volumes', '--timeout', '5'], env);
  }
}

async function succeed(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('error', (cause) =>
    reject(new Error(`${program} cannot be started: is it installed?`, { cause })),
  );
  child.on('close', (code) =>
    code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')} ended with ${code}`)),
  );
  await promise;
}
