import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clone } from '../support/clone.ts';
import { getJson } from '../support/servers.ts';

describe('the platform in the background, after an update of its code', () => {
  let clone: Clone;
  const directory = () => join(clone.directory, 'platform');
  const embedded = async (action: string) => {
    const free = ['kong-admin', 'kong-proxy', 'fusionauth', 'upstream']
      .map((part) => `--${part}-port 0`)
      .join(' ');
    const { code, output } = await clone.shell(
      `node_modules/node/bin/node commands/embedded.ts ${action} --dir '${directory()}' ${free}`,
      { LOCAL_DIR: join(clone.directory, 'local') },
    );
    expect(code, output).toBe(0);
    const [, pid] = /process (\d+)/.exec(output) ?? [];
    const [, admin] = /Admin API\s+(\S+)/.exec(output) ?? [];
    return { pid, admin: admin! };
  };

  beforeAll(async () => (clone = await Clone.create()));

  afterAll(async () => {
    await embedded('stop');
    clone.remove();
  });

  it('runs the new code at the old addresses, on the old state', async () => {
    const before = await embedded('start');
    const consumer = { method: 'PUT', body: new URLSearchParams({ custom_id: 'kept' }) };
    expect((await fetch(`${before.admin}/consumers/ann`, consumer)).ok).toBe(true);
    expect(await embedded('start')).toEqual(before);

    const version = join(clone.directory, 'catalogue', 'kong', 'schemas', '3.9.json');
    writeFileSync(version, readFileSync(version, 'utf8').replace('3.9.1', '3.9.99'));
    const after = await embedded('start');

    expect(after.admin).toBe(before.admin);
    expect(await getJson(after.admin)).toMatchObject({ version: '3.9.99' });
    expect(await getJson(`${after.admin}/consumers/ann`)).toMatchObject({ custom_id: 'kept' });
    expect(await embedded('start')).toEqual(after);
  });
});
