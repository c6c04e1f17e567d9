import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { obtainCli } from '../../toolchain/cli.ts';
import { PULUMI_VERSION } from '../../toolchain/paths.ts';
import { fakePulumi, temporaryDirectory } from './temporary.ts';

const SYSTEM = `${process.platform}-${process.arch}`;
const ARCHIVE = `pulumi-v${PULUMI_VERSION}-${SYSTEM}.tar.gz`;

/** Serves an archive with a CLI of that version, and the checksums that `sums` makes for it. */
async function serveRelease(version: string, sums: (archive: Buffer) => string) {
  const source = temporaryDirectory();
  fakePulumi(join(source, 'pulumi'), version);
  execFileSync('tar', ['-czf', 'archive.tgz', 'pulumi'], { cwd: source });
  const archive = readFileSync(join(source, 'archive.tgz'));
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end(request.url === `/archives/${ARCHIVE}` ? archive : sums(archive));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { release: { archives: `${base}/archives`, checksums: `${base}/sums` }, requests };
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');
const rightSums = (archive: Buffer) =>
  `${'0'.repeat(64)}  other.tar.gz\n${sha256(archive)}  ${ARCHIVE}\n`;
// The shell and tar are needed to unpack; no `pulumi` and no `go` are.
const env = { PATH: '/usr/bin:/bin', TOOLCHAIN_PULUMI: 'download' };

describe('the official download', () => {
  test('is unpacked, tried and kept: the second time nothing is fetched', async () => {
    const cache = temporaryDirectory();
    const { release, requests } = await serveRelease(PULUMI_VERSION, rightSums);
    const first = await obtainCli({ env, cache, release });
    expect(first.version).toBe(PULUMI_VERSION);
    expect(readdirSync(first.directory).sort()).toEqual(['pulumi', 'pulumi-language-nodejs']);
    expect(requests).toEqual(['/sums', `/archives/${ARCHIVE}`]);
    await expect(obtainCli({ env, cache, release })).resolves.toEqual(first);
    expect(requests).toHaveLength(2);
  });

  test.each([
    [
      'another checksum',
      PULUMI_VERSION,
      () => `${'0'.repeat(64)}  ${ARCHIVE}\n`,
      'It is not used.',
    ],
    ['no checksum', PULUMI_VERSION, () => 'nothing\n', `has no checksum for ${ARCHIVE}`],
    ['another version inside', '3.1.0', rightSums, 'answers 3.1.0 instead of'],
  ])('with %s is refused, and nothing of it stays', async (_, version, sums, message) => {
    const cache = temporaryDirectory();
    const { release } = await serveRelease(version, sums);
    await expect(obtainCli({ env, cache, release })).rejects.toThrow(message);
    expect(readdirSync(cache)).toEqual([]);
  });

  test('is made once by two set-ups at the same time', async () => {
    const cache = temporaryDirectory();
    const { release, requests } = await serveRelease(PULUMI_VERSION, rightSums);
    const both = await Promise.all([
      obtainCli({ env, cache, release }),
      obtainCli({ env, cache, release }),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(requests).toHaveLength(2);
  });
});
