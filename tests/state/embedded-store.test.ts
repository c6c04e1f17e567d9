import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startInBackground } from '../../embedded/background.ts';
import { Store } from '../../embedded/store.ts';

describe("the embedded servers' store", () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'store-'));
    file = join(directory, 'platform.sqlite');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const fill = () => {
    const store = new Store(file);
    for (let n = 0; n < 2000; n += 1)
      store.collection('thing').put(String(n), { n, text: 'x'.repeat(50) });
    store.close();
  };

  /** A handle that stays open would write the file once more when it is collected. */
  const write = (at: string, statement: string) => {
    const db = new DatabaseSync(at);
    db.exec(statement);
    db.close();
  };

  it('loses none of 10,000 acknowledged writes to kill -9 in their midst', async () => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), file]);
    let acknowledged = '';
    writer.stdout.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString();
      if (acknowledged.length > 48_890) writer.kill('SIGKILL');
    });
    await once(writer, 'close');
    // The last line may be cut.
    const numbers = acknowledged.split('\n').slice(0, -1);
    expect(numbers.length).toBeGreaterThanOrEqual(10_000);
    const kept = new Store(file).collection('thing');
    expect(numbers.filter((n) => kept.get(n) === undefined)).toEqual([]);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    [
      'is no database',
      (at) =>
        writeFileSync(at, 'not at all a database, but long enough to be read as one'.repeat(20)),
      /file is not a database/,
    ],
    [
      'is cut in half',
      (at) => truncateSync(at, readFileSync(at).length / 2 + 100),
      /malformed|damaged/,
    ],
    [
      'is of a later release',
      (at) => write(at, 'PRAGMA user_version = 9'),
      /it has format 9, of a later release/,
    ],
    [
      "is another program's",
      (at) => {
        rmSync(at);
        write(at, 'CREATE TABLE document (name TEXT)');
      },
      /no such column/,
    ],
  ])('that %s is refused with the way on, and left as it is', async (_, spoil, words) => {
    fill();
    spoil(file);
    const before = readFileSync(file);
    const ports = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
    const start = startInBackground({ directory, ports, apiKey: 'k' });
    const message = await start.then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(message).toMatch(words);
    expect(message).toContain('begin anew: npm run embedded -- reset');
    expect(message.split('\n')).toHaveLength(2);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of a release before there were formats is taken as it is', () => {
    fill();
    const old = new DatabaseSync(file);
    old.exec('PRAGMA user_version = 0');
    old.close();
    expect(new Store(file).collection('thing').size).toBe(2000);
  });
});
