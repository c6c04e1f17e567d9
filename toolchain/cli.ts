import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, buildKey } from './build.ts';
import { downloadCli, officialRelease } from './download.ts';
import type { Release } from './download.ts';
import { askVersion, ownCli } from './own-cli.ts';
import type { Cli } from './own-cli.ts';
import { OLDEST_PULUMI, PULUMI_VERSION } from './paths.ts';
import { withLock } from './steps.mjs';

const SOURCES = ['own', 'download', 'build'] as const;
type Source = (typeof SOURCES)[number];

/** Where the CLI may come from, and where it is kept. */
export interface CliRequest {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly release?: Release;
}

/**
 * The Pulumi CLI: the user's own if it is recent, else the official download, else a build from Go modules.
 * TOOLCHAIN_PULUMI=own, download or build allows only that one.
 */
export async function obtainCli(request: CliRequest): Promise<Cli> {
  const { env, cache, release = officialRelease } = request;
  const allowed = allowedSources(env['TOOLCHAIN_PULUMI']);
  const problems: string[] = [];

  if (allowed.includes('own')) {
    const own = await ownCli(env, cache);
    if (typeof own !== 'string') return own;
    problems.push(`your own CLI: ${own}`);
  }
  const ways = {
    download: {
      directory: join(cache, `pulumi-${PULUMI_VERSION}-official`),
      make: (into: string) => downloadCli(into, env, release),
      title: 'the official download',
    },
    build: {
      directory: join(cache, `pulumi-${PULUMI_VERSION}-${buildKey()}`),
      make: (into: string) => buildCli(into, cache, env),
      title: 'a build from Go modules',
    },
  };
  const possible = [ways.download, ways.build].filter((way) =>
    allowed.includes(way === ways.build ? 'build' : 'download'),
  );
  const ready = possible.find((way) => existsSync(way.directory));
  if (ready) return { directory: ready.directory, version: PULUMI_VERSION };

  for (const way of possible) {
    try {
      await fill(way.directory, way.make);
      return { directory: way.directory, version: PULUMI_VERSION };
    } catch (error) {
      problems.push(`${way.title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    [
      `Pulumi ${OLDEST_PULUMI} or newer is needed and could not be had:`,
      ...problems.map((problem) => `  - ${problem}`),
      'Do one of these, then run the command again:',
      '  - install Pulumi (https://www.pulumi.com/docs/install/) and put it on the PATH',
      '  - let this machine reach get.pulumi.com and github.com (HTTPS_PROXY is honoured)',
      '  - install Go 1.25 or newer (https://go.dev/dl/), with a Go module proxy in reach',
    ].join('\n'),
  );
}

function allowedSources(wish: string | undefined): readonly Source[] {
  if (!wish) return SOURCES;
  const source = SOURCES.find((one) => one === wish);
  if (!source) {
    throw new Error(
      `TOOLCHAIN_PULUMI is ${JSON.stringify(wish)}; it must be ${SOURCES.join(', ')} or unset`,
    );
  }
  return [source];
}

/** Makes a directory appear complete and tried, or not at all; once, even if two processes want it. */
async function fill(directory: string, make: (into: string) => Promise<void>): Promise<void> {
  await withLock(`${directory}.lock`, async () => {
    if (existsSync(directory)) return;
    mkdirSync(join(directory, '..'), { recursive: true });
    const draft = mkdtempSync(`${directory}.draft-`);
    try {
      await make(draft);
      const version = await askVersion(join(draft, 'pulumi'));
      if (version !== PULUMI_VERSION) {
        throw new Error(
          `its \`pulumi version\` answers ${version ?? 'nothing'} instead of ${PULUMI_VERSION}`,
        );
      }
      renameSync(draft, directory);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}
