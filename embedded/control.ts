import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Ports } from './platform.ts';

/** A platform in the background, as another process finds it. */
export interface RunningPlatform {
  pid: number;
  ports: Ports;
  /** The code that it runs, by `codeStamp`. */
  code: string;
}

/** How the platform that keeps its state in a directory is reached; the token tells it from a stranger. */
interface ControlFile extends RunningPlatform {
  controlPort: number;
  token: string;
}

/** Opens the control port of the platform in `directory` and announces it there. Resolves once it listens. */
export async function openControl(
  directory: string,
  ports: Ports,
  code: string,
  stop: () => Promise<void>,
): Promise<{ close(): void }> {
  const token = randomBytes(24).toString('base64url');
  const server = http.createServer((request, response) => {
    if (request.headers.authorization !== token) return void response.writeHead(403).end();
    response.setHeader('connection', 'close');
    if (request.method !== 'DELETE') return void response.writeHead(204).end();
    void stop().then(() => response.writeHead(204).end());
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const file: ControlFile = {
    pid: process.pid,
    ports,
    code,
    controlPort: (server.address() as AddressInfo).port,
    token,
  };
  writeFileSync(controlPath(directory), JSON.stringify(file), { mode: 0o600 });
  return {
    close() {
      rmSync(controlPath(directory), { force: true });
      server.close();
    },
  };
}

/** The platform that runs on `directory`, if one does. A file left by a killed process does not count. */
export async function findRunning(directory: string): Promise<RunningPlatform | undefined> {
  const file = readControl(directory);
  if (!file || !(await call(file, 'GET'))) return undefined;
  return { pid: file.pid, ports: file.ports, code: file.code };
}

/** Stops the platform on `directory`; false if none runs. Resolves when its ports are free again. */
export async function stopRunning(directory: string): Promise<boolean> {
  const file = readControl(directory);
  return file !== undefined && call(file, 'DELETE');
}

function readControl(directory: string): ControlFile | undefined {
  try {
    return JSON.parse(readFileSync(controlPath(directory), 'utf8')) as ControlFile;
  } catch {
    // None runs there, or the disk was full as it was written.
    return undefined;
  }
}

function controlPath(directory: string): string {
  return join(directory, 'control.json');
}

async function call({ controlPort, token }: ControlFile, method: string): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${controlPort}/`;
    const response = await fetch(url, { method, headers: { authorization: token } });
    return response.status === 204;
  } catch {
    return false;
  }
}
