import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
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
  await listen(server);
  const base = `http://127.0.0.1:${portOf(server)}`;
  return { release: { archives: `${base}/archives`, checksums: `${base}/sums` }, requests };
}

function listen(server: Server): Promise<void> {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
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

  test('goes through the proxy that the environment names, and nothing after it does', async () => {
    const { release, requests } = await serveRelease(PULUMI_VERSION, rightSums);
    const served = new URL(release.archives);
    const proxy = createServer();
    const asked: string[] = [];
    proxy.on('connect', (request: IncomingMessage, client: Socket) => {
      asked.push(request.url ?? '');
      const upstream = connect(Number(served.port), served.hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(client).pipe(upstream);
      });
    });
    await listen(proxy);
    const behind = (url: string) => url.replace(served.host, 'releases.invalid');
    const wish = {
      env: { ...env, HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` },
      cache: temporaryDirectory(),
      release: { archives: behind(release.archives), checksums: behind(release.checksums) },
    };
    await expect(obtainCli(wish)).resolves.toMatchObject({ version: PULUMI_VERSION });
    expect(new Set(asked)).toEqual(new Set(['releases.invalid:80']));

    const before = asked.length;
    await (await fetch(release.checksums)).text();
    expect(requests).toHaveLength(3);
    expect(asked).toHaveLength(before);
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
