import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PULUMI_VERSION } from './paths.ts';
import { runQuietly, withProgress } from './steps.mjs';

/** Where a release of the CLI lies: the archive, and in another place the checksums to hold it against. */
export interface Release {
  readonly archives: string;
  readonly checksums: string;
}

/** The official release. */
export const officialRelease: Release = {
  archives: 'https://get.pulumi.com/releases/sdk',
  checksums: `https://github.com/pulumi/pulumi/releases/download/v${PULUMI_VERSION}/pulumi-${PULUMI_VERSION}-checksums.txt`,
};

// A machine without a way out should learn so at once, and go on to build.
const CONNECT_MILLISECONDS = 5_000;
const TRANSFER_MILLISECONDS = 15 * 60_000;

/** Downloads, checks and unpacks the official CLI with its language hosts into a directory. */
export async function downloadCli(
  into: string,
  env: NodeJS.ProcessEnv,
  release: Release = officialRelease,
): Promise<void> {
  // Only while downloading: what this project serves on 127.0.0.1 must not be looked for behind a proxy.
  const withoutProxy = setGlobalProxyFromEnv(env);
  try {
    await fetchCli(into, release);
  } finally {
    withoutProxy();
  }
}

async function fetchCli(into: string, release: Release): Promise<void> {
  const name = archiveName();
  const expected = await expectedChecksum(release.checksums, name);
  const archive = join(into, name);
  await withProgress(`Downloading Pulumi ${PULUMI_VERSION}`, async () => {
    const body = await get(`${release.archives}/${name}`);
    await pipeline(body, createWriteStream(archive));
  });
  const actual = await checksum(archive);
  if (actual !== expected) {
    throw new Error(
      `${release.archives}/${name} has the SHA-256 ${actual}, but ${release.checksums} says ${expected}. ` +
        'It is not used.',
    );
  }
  await runQuietly('tar', ['-xzf', archive, '-C', into, '--strip-components=1']);
  await runQuietly('rm', [archive]);
}

function archiveName(): string {
  const system = { linux: 'linux', darwin: 'darwin' }[process.platform as string];
  const processor = { x64: 'x64', arm64: 'arm64' }[process.arch as string];
  if (!system || !processor) {
    throw new Error(`there is no archive for ${process.platform} on ${process.arch}`);
  }
  return `pulumi-v${PULUMI_VERSION}-${system}-${processor}.tar.gz`;
}

async function expectedChecksum(url: string, name: string): Promise<string> {
  const chunks = await (await get(url)).toArray();
  for (const line of Buffer.concat(chunks as Buffer[])
    .toString('utf8')
    .split('\n')) {
    const [sum, file] = line.trim().split(/\s+\*?/);
    if (file === name && sum) return sum.toLowerCase();
  }
  throw new Error(`${url} has no checksum for ${name}`);
}

/** The body of a response; the connection must stand within seconds, the transfer may take its time. */
async function get(url: string): Promise<Readable> {
  const slow = new AbortController();
  const connecting = setTimeout(
    () => slow.abort(new Error(`no answer within ${CONNECT_MILLISECONDS / 1000} s`)),
    CONNECT_MILLISECONDS,
  );
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([slow.signal, AbortSignal.timeout(TRANSFER_MILLISECONDS)]),
    });
    if (!response.ok || !response.body) throw new Error(`HTTP status ${response.status}`);
    return Readable.fromWeb(response.body);
  } catch (error) {
    throw new Error(`${url}: ${reason(error)}`, { cause: error });
  } finally {
    clearTimeout(connecting);
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
