import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Run } from './stack.ts';

const root = resolve(import.meta.dirname, '../..');

/** A copy of the repository's files in an empty directory, with the packages of this one. */
export class Clone {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(): Promise<Clone> {
    const directory = mkdtempSync(join(tmpdir(), 'clone-'));
    const { stdout } = await promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    const copied = new Set(
      stdout
        .trim()
        .split('\n')
        .map((file) => file.split('/')[0]!),
    );
    for (const entry of copied) {
      cpSync(join(root, entry), join(directory, entry), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
    return new Clone(directory);
  }

  /** Runs a line of the README in a shell. */
  shell(line: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
    const { promise, resolve: done } = Promise.withResolvers<Run>();
    // The tests' own set-up must not leak into what a user would see.
    const { PATH, HOME, XDG_CACHE_HOME, GOCACHE, GOFLAGS } = process.env;
    const user = { PATH, HOME, XDG_CACHE_HOME, GOCACHE, GOFLAGS, NO_COLOR: '1', ...env };
    const options = { cwd: this.directory, env: user, maxBuffer: 64 * 1024 * 1024 };
    execFile('bash', ['-c', line], options, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 255) : 0, output: stdout + stderr }),
    );
    return promise;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Ports that nothing listens on just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
