import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { Gate } from './gate.ts';
import { openDirectory, openPostgres, openS3, type Opened } from './servers.ts';

describe.each([
  ['a directory', openDirectory],
  ['an S3-compatible server', openS3],
  ['PostgreSQL', openPostgres],
])('a stack whose state is in %s', (_, open) => {
  let backend: Opened;
  let platform: Platform;
  let gate: Gate;
  let stack: TestStack | undefined;

  beforeAll(async () => {
    backend = await open();
    if ('missing' in backend) return;
    platform = await startTestPlatform();
    const admin = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    gate = await Gate.open(admin, (request) => request === 'POST /services');
    const proxy = `http://127.0.0.1:${platform.ports.kongProxy}`;
    stack = await TestStack.create(guideConfig(platform, { admin: gate.url, proxy }), backend.env);
  });

  afterAll(async () => {
    stack?.remove();
    gate?.close();
    await platform?.stop();
    if (backend && !('missing' in backend)) await backend.stop();
  });

  it('lets one update through at a time, and keeps its state whole', async ({ skip }) => {
    if ('missing' in backend) return skip(backend.missing);
    const up = () => stack!.run('up', '--yes', '--skip-preview');

    const first = up();
    await Promise.race([gate.held, first]);
    const second = await up();
    gate.release();

    expect(second.output).toContain('the stack is currently locked');
    expect(second.code).not.toBe(0);
    expect(await first).toMatchObject({ code: 0 });
    const { resources = [], pending_operations: pending } = (await stack!.exportState())
      .deployment as { resources?: unknown[]; pending_operations?: unknown[] };
    expect(resources.length).toBeGreaterThan(20);
    expect(pending ?? []).toEqual([]);
    await stack!.succeed('preview', '--expect-no-changes');
  });
});
