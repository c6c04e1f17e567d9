import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { runsOwnServers } from '../../commands/platform/ports.ts';

describe('whether `npm run up` starts the embedded servers', () => {
  const directory = mkdtempSync(join(tmpdir(), 'platform-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['docker', true],
    ['embedded', false],
    ['existing', false],
    [undefined, false],
  ])('platform %s: the stack runs its own is %s', async (platform, expected) => {
    const config = platform ? { 'fusionauth-kong:platform': platform } : {};
    writeFileSync(join(directory, 'Pulumi.dev.yaml'), stringify({ config }));
    expect(await runsOwnServers(directory, 'dev')).toBe(expected);
  });
});
