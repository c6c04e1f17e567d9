import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cacheDirectory } from '../../toolchain/paths.ts';

const run = promisify(execFile);

/** Where a stack's state is kept. */
export interface Backend {
  /** The variables by which the CLI finds it. */
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** A backend, or why there is none on this machine. */
export type Opened = Backend | { missing: string };

/** A directory. */
export function openDirectory(): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'backend-'));
  return Promise.resolve({
    env: { PULUMI_BACKEND_URL: `file://${directory}` },
    stop: () => Promise.resolve(rmSync(directory, { recursive: true, force: true })),
  });
}

const MOTO = 'moto[s3,server]==5.2.5';

/** An S3-compatible server: moto, in a Python environment that is made once and kept in the cache. */
export async function openS3(): Promise<Opened> {
  const python = findOnPath('python3');
  if (!python) return { missing: 'there is no python3 for moto' };
  const cache = join(cacheDirectory(process.env), MOTO.replaceAll(/[^\w.]+/g, '-'));
  if (!existsSync(cache)) {
    const hasPip = await run(python, ['-m', 'pip', '--version']).catch(() => undefined);
    if (!hasPip) return { missing: 'python3 has no pip to fetch moto with' };
    const making = `${cache}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    await run(python, ['-m', 'pip', 'install', '--quiet', '--target', making, MOTO]);
    renameSync(making, cache);
  }
  const port = await freePort();
  const moto = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, PYTHONPATH: cache },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await untilListening(port, moto);
  const made = await fetch(`${url}/state`, { method: 'PUT' });
  if (!made.ok) throw new Error(`moto makes no bucket: ${made.status} ${await made.text()}`);
  const query = `endpoint=${url}&s3ForcePathStyle=true&region=us-east-1`;
  return {
    env: {
      PULUMI_BACKEND_URL: `s3://state?${query}`,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stop: () => end(moto),
  };
}

/** PostgreSQL refuses to run as root; this is the user that owns nothing. */
const NOBODY = 65_534;

/** A PostgreSQL of its own, from whatever is installed. */
export async function openPostgres(): Promise<Opened> {
  const bin = findPostgres();
  if (!bin) return { missing: 'there is no PostgreSQL server (Debian: apt install postgresql)' };
  const directory = mkdtempSync(join(tmpdir(), 'backend-pg-'));
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (user.uid) chownSync(directory, NOBODY, NOBODY);
  const data = join(directory, 'data');
  const options = { ...user, cwd: directory };
  const init = ['-D', data, '-U', 'pulumi', '--auth=trust', '--no-sync', '--no-locale'];
  await run(join(bin, 'initdb'), [...init, '--encoding=UTF8'], options);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...options,
    stdio: 'ignore',
  });
  await untilListening(port, server);
  return {
    env: { PULUMI_BACKEND_URL: `postgres://pulumi@127.0.0.1:${port}/postgres?sslmode=disable` },
    stop: async () => {
      await end(server, 'SIGINT');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const places = [...versions.map((version) => join(debian, version, 'bin')), ...pathDirectories()];
  return places.find((place) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(place, name))),
  );
}

function findOnPath(name: string): string | undefined {
  return pathDirectories()
    .map((place) => join(place, name))
    .find((file) => existsSync(file));
}

function pathDirectories(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

type Child = ReturnType<typeof spawn>;

async function untilListening(port: number, child: Child): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
    const socket = net.connect(port, '127.0.0.1');
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (connected) return;
    await delay(50);
  }
}

async function end(child: Child, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
