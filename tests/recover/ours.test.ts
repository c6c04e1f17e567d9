import { hostname } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { kongOf } from '../../servers/servers.ts';
import { Field } from './field.ts';

describe('recovering a stack', () => {
  // Several runs of the CLI each.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

  let field: Field;

  beforeAll(async () => {
    field = await Field.open();
  });

  afterAll(() => field?.close());

  const locks = () =>
    join(field.stack.directory, 'state/.pulumi/locks/organization/fusionauth-kong/test');
  const lock = (holder: object) => {
    mkdirSync(locks(), { recursive: true });
    writeFileSync(
      join(locks(), 'a.json'),
      JSON.stringify({ pid: process.pid, username: 'ann', hostname: hostname(), ...holder }),
    );
  };

  it('leaves what was there before the update', async () => {
    const service = { name: 'example_service', host: 'elsewhere.example' };
    const made = await kongOf(field.servers).send('POST', '/services', { body: service });
    lock({ pid: 2 ** 22, timestamp: new Date(Date.now() + 60_000) });
    const said = await field.recover();
    expect(said).toMatch(/its lock goes: process 4194304 of ann/);
    expect(said).toMatch(/left: service example_service-service, for it is there since .*, before/);
    const { deployment } = await field.stack.exportState();
    expect(JSON.stringify(deployment)).not.toContain(String(made!['id']));
    await kongOf(field.servers).remove('/services/example_service');
  });

  it.each([
    ['a process that runs', {}],
    ['another machine', { hostname: 'elsewhere', pid: 2 ** 22 }],
  ])('touches nothing while the lock is of %s', async (_, holder) => {
    lock({ timestamp: new Date(), ...holder });
    await expect(field.recover()).rejects.toThrow(/is being updated by process \d+ of ann on/);
    lock({ pid: 2 ** 22, timestamp: new Date() });
    await field.recover();
  });

  it('takes over what the dead update made, and the next one makes the rest', async () => {
    await field.kill('the CLI', 9, {}, 'up', '--yes', '--skip-preview');
    const before = await field.content();
    const said = await field.recover();
    expect(said).toContain('it was creating consumer example-consumer');
    expect(said).toContain('taken over: consumer example-consumer');
    expect(await field.content()).toEqual(before);
    expect(await field.up()).toMatchObject({ code: 0 });
    const after = await field.content();
    for (const [list, ids] of Object.entries(before))
      expect(after[list], list).toEqual(expect.arrayContaining(ids));
    await field.stack.succeed('preview', '--refresh', '--expect-no-changes');
  });
});
