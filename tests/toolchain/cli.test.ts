import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { obtainCli } from '../../toolchain/cli.ts';
import { isAtLeast } from '../../toolchain/own-cli.ts';
import { fakePulumi, script, temporaryDirectory } from './temporary.ts';

const unreachable = { archives: 'http://127.0.0.1:1', checksums: 'http://127.0.0.1:1/sums' };

/** A request on a machine whose PATH has that directory, a shell, and nothing else. */
function request(path: string, more: NodeJS.ProcessEnv = {}) {
  return { env: { PATH: path, ...more }, cache: join(path, 'cache'), release: unreachable };
}

describe('comparing versions', () => {
  test.each([
    ['3.244.0', '3.244.0', true],
    ['v3.256.0', '3.244.0', true],
    ['3.1000.0', '3.244.0', true],
    ['4.0.0', '3.244.0', true],
    ['3.243.9', '3.244.0', false],
    ['2.999.0', '3.244.0', false],
    ['3.244.0-alpha.1', '3.244.0', false],
    ['3.245.0-alpha.1', '3.244.0', true],
    ['3.244.1+dirty', '3.244.0', true],
    ['nonsense', '3.244.0', false],
  ])('%s is at least %s: %s', (version, oldest, expected) => {
    expect(isAtLeast(version, oldest)).toBe(expected);
  });
});

describe("the user's own CLI", () => {
  test('is taken when it is recent', async () => {
    const path = temporaryDirectory();
    fakePulumi(path, '3.300.1');
    await expect(obtainCli(request(path))).resolves.toEqual({
      directory: path,
      version: '3.300.1',
    });
  });

  test('is asked for its version once, and again when it was replaced', async () => {
    const path = temporaryDirectory();
    const counter = join(path, 'asked');
    fakePulumi(path, '3.300.1', counter);
    await obtainCli(request(path));
    await obtainCli(request(path));
    expect(readFileSync(counter, 'utf8')).toBe('asked\n');
    rmSync(join(path, 'pulumi'));
    fakePulumi(path, '3.300.22', counter);
    await expect(obtainCli(request(path))).resolves.toMatchObject({ version: '3.300.22' });
  });

  test('may have its language host elsewhere on the PATH', async () => {
    const [path, other] = [temporaryDirectory(), temporaryDirectory()];
    fakePulumi(other, '3.300.1');
    rmSync(join(other, 'pulumi'));
    fakePulumi(path, '3.300.1');
    rmSync(join(path, 'pulumi-language-nodejs'));
    const found = await obtainCli({ ...request(path), env: { PATH: `${path}:${other}` } });
    expect(found.directory).toBe(path);
  });

  test.each([
    ['is missing', () => {}, 'your own CLI: no `pulumi` is on the PATH'],
    [
      'is too old',
      (path: string) => fakePulumi(path, '3.243.0'),
      'pulumi is 3.243.0, and 3.244.0 or newer is needed',
    ],
    [
      'has no language host',
      (path: string) => script(join(path, 'pulumi'), 'echo v3.300.0'),
      'comes without pulumi-language-nodejs',
    ],
    [
      'does not run',
      (path: string) => script(join(path, 'pulumi'), 'exit 3'),
      'does not answer `pulumi version`',
    ],
  ])('that %s is refused, and every other way is named', async (_, prepare, reason) => {
    const path = temporaryDirectory();
    prepare(path);
    const refusal = expect(obtainCli(request(path))).rejects;
    await refusal.toThrow(reason);
    await refusal.toThrow(/the official download: http:\/\/127\.0\.0\.1:1\/sums: /);
    await refusal.toThrow(/a build from Go modules: `go` is not on the PATH/);
    await refusal.toThrow(/install Pulumi .*\n.*get\.pulumi\.com.*\n.*install Go 1\.25/);
    expect(existsSync(join(path, 'cache', 'pulumi'))).toBe(false);
  });
});

describe('TOOLCHAIN_PULUMI', () => {
  test('allows one source only', async () => {
    const path = temporaryDirectory();
    fakePulumi(path, '3.300.1');
    const refusal = expect(obtainCli(request(path, { TOOLCHAIN_PULUMI: 'build' }))).rejects;
    await refusal.toThrow('`go` is not on the PATH');
    await refusal.not.toThrow(/your own CLI|official download/);
  });

  test('shows what the Go compiler said, without the modules it fetched before', async () => {
    const path = temporaryDirectory();
    script(
      join(path, 'go'),
      'echo "go: downloading a.test/b v1.0.0" >&2; echo "b.go:1: no such thing" >&2; exit 1',
    );
    const refusal = expect(obtainCli(request(path, { TOOLCHAIN_PULUMI: 'build' }))).rejects;
    await refusal.toThrow(
      /a build from Go modules: `go build .*exit code 1:\nb\.go:1: no such thing\nDo one/,
    );
    expect(readdirSync(join(path, 'cache'))).toEqual(['built']);
  });

  test('refuses a source that does not exist', async () => {
    const wish = request(temporaryDirectory(), { TOOLCHAIN_PULUMI: 'brew' });
    await expect(obtainCli(wish)).rejects.toThrow(
      'TOOLCHAIN_PULUMI is "brew"; it must be own, download, build or unset',
    );
  });
});
