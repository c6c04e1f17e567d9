import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeState, startInBackground } from '../../embedded/background.ts';
import { findRunning, stopRunning } from '../../embedded/control.ts';
import { PortInUse } from '../../embedded/platform.ts';
import { getJson } from '../support/servers.ts';
import { API_KEY } from '../support/stack.ts';

describe('the platform in the background', () => {
  let directory: string;
  const ports = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
  const start = () => startInBackground({ directory, ports, apiKey: API_KEY });

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'platform-'))));

  afterEach(async () => {
    await stopRunning(directory);
    rmSync(directory, { recursive: true, force: true });
  });

  const kong = (port: number, path: string) => `http://127.0.0.1:${port}${path}`;

  async function addService(port: number, name: string): Promise<void> {
    const response = await fetch(kong(port, '/services'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, url: 'http://127.0.0.1:9' }),
    });
    expect(response.status).toBe(201);
  }

  it('loses nothing that it has acknowledged when it is killed', async () => {
    const first = await start();
    for (const name of ['a', 'b', 'c']) await addService(first.ports.kongAdmin, name);
    process.kill(first.pid, 'SIGKILL');
    await gone(first.ports.kongAdmin);

    expect(await findRunning(directory)).toBeUndefined();
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    const { data } = (await getJson(kong(second.ports.kongAdmin, '/services'))) as {
      data: { name: string }[];
    };
    expect(data.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  });

  it('is found by whoever starts it again, and stopped by whoever knows the directory', async () => {
    const first = await start();
    expect(await start()).toEqual(first);
    expect(await stopRunning(directory)).toBe(true);
    await expect(fetch(kong(first.ports.kongAdmin, '/'))).rejects.toThrow();
    expect(await stopRunning(directory)).toBe(false);
  });

  it('starts empty after its state was removed', async () => {
    await addService((await start()).ports.kongAdmin, 'a');
    await stopRunning(directory);
    removeState(directory);
    const { ports: bound } = await start();
    expect(await getJson(kong(bound.kongAdmin, '/services'))).toMatchObject({ data: [] });
  });

  it('names a port that is taken, and leaves nothing running', async () => {
    const { ports: taken } = await start();
    const other = mkdtempSync(join(tmpdir(), 'platform-'));
    const attempt = startInBackground({
      directory: other,
      ports: { ...ports, upstream: taken.kongAdmin },
      apiKey: API_KEY,
    });
    await expect(attempt).rejects.toBeInstanceOf(PortInUse);
    await expect(attempt).rejects.toMatchObject({ part: 'upstream', port: taken.kongAdmin });
    expect(await findRunning(other)).toBeUndefined();
    rmSync(other, { recursive: true });
  });

  it('keeps the key to its control port from other users, and no API key in a file', async () => {
    await start();
    const control = join(directory, 'control.json');
    expect(statSync(control).mode & 0o777).toBe(0o600);
    expect(readFileSync(control, 'utf8')).not.toContain(API_KEY);
    const { controlPort } = JSON.parse(readFileSync(control, 'utf8')) as { controlPort: number };
    expect((await fetch(kong(controlPort, '/'), { method: 'DELETE' })).status).toBe(403);
    expect(await findRunning(directory)).toBeDefined();
  });
});

/** Resolves when nothing answers on the port any more. */
async function gone(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
    } catch {
      return;
    }
  }
}
