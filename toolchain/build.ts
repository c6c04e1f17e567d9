import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { findOnPath } from './own-cli.ts';
import { PULUMI_VERSION } from './paths.ts';
import { runQuietly, withLock, withProgress } from './steps.mjs';

const VERSION_VARIABLE = 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version';

const CLI = {
  executable: 'pulumi',
  label: `Building Pulumi ${PULUMI_VERSION} from Go modules (about 5 minutes, once)`,
  target: 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi',
  version: `${VERSION_VARIABLE}=v${PULUMI_VERSION}`,
  sources: ['go.mod', 'go.sum'],
};

const HOST = {
  executable: 'pulumi-language-nodejs',
  label: 'Building the language host of Node programs (about a minute, once)',
  target: './language-host',
  version: `main.version=${PULUMI_VERSION}`,
  sources: ['go.mod', 'go.sum', 'language-host'],
};

type Program = typeof CLI;

/**
 * Builds the CLI and, because the official language host is not to be had as a Go module, a host of our
 * own, and lays them side by side in a directory: the engine warns of a host that it finds elsewhere.
 */
export async function buildCli(into: string, cache: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (!findOnPath('go', env)) throw new Error('`go` is not on the PATH');
  for (const program of [CLI, HOST]) {
    const built = await build(program, cache, env);
    const target = join(into, program.executable);
    try {
      linkSync(built, target);
    } catch {
      copyFileSync(built, target);
    }
  }
}

/** A name for what buildCli makes; another one as soon as any source differs. */
export function buildKey(): string {
  return sourceHash(HOST.sources);
}

async function build(program: Program, cache: string, env: NodeJS.ProcessEnv): Promise<string> {
  const key = `${program.executable}-${PULUMI_VERSION}-${sourceHash(program.sources)}`;
  const built = join(cache, 'built', key, program.executable);
  if (existsSync(built)) return built;
  return withLock(join(cache, `${key}.lock`), async () => {
    if (existsSync(built)) return built;
    mkdirSync(dirname(built), { recursive: true });
    const draft = `${built}.${process.pid}`;
    const args = ['build', '-C', import.meta.dirname, '-trimpath', '-buildvcs=false'];
    args.push('-ldflags', `-s -w -X ${program.version}`, '-o', draft, program.target);
    try {
      await withProgress(program.label, () => runQuietly('go', args, { env }));
      renameSync(draft, built);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new Error(error.message.replaceAll(/^go: downloading .*\n?/gm, ''), { cause: error });
    } finally {
      rmSync(draft, { force: true });
    }
    return built;
  });
}

function sourceHash(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const path = join(import.meta.dirname, source);
    const files = source.includes('.')
      ? [path]
      : readdirSync(path)
          .sort()
          .map((name) => join(path, name));
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
