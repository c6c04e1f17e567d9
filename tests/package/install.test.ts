import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';
import { kongContent } from '../support/servers.ts';
import { TestStack, startTestPlatform } from '../support/stack.ts';

const run = promisify(execFile);
const node = join(nodeDirectory, 'node');
const { dependencies } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** The example program, outside of this repository, on the package that `npm run pack` makes. */
describe('the components as a package', () => {
  let directory: string;
  let platform: Platform;
  let stack: TestStack;

  beforeAll(async () => {
    const { stdout } = await run(node, [join(clone, 'commands/pack.ts')]);
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'own-program-')));
    cpSync(join(clone, 'examples/own-program'), directory, { recursive: true });
    const program = readFileSync(join(directory, 'index.ts'), 'utf8');
    const ours = '../../components/index.ts';
    expect(program).toContain(ours);
    writeFileSync(
      join(directory, 'index.ts'),
      program
        .replace(ours, 'fusionauth-kong-components')
        .replace('@pulumi/kong', 'fusionauth-kong-components/kong'),
    );
    writeFileSync(join(directory, 'package.json'), '{ "type": "module", "private": true }');
    const packages = [stdout.trim(), `@pulumi/pulumi@${dependencies['@pulumi/pulumi']}`];
    const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
    await run('npm', ['install', ...flags, ...packages], { cwd: directory });
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('has types', async () => {
    const tsc = join(clone, 'node_modules/.bin/tsc');
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
    const types = ['--target', 'es2024', '--typeRoots', join(clone, 'node_modules/@types')];
    const check = (file: string) =>
      run(node, [tsc, ...flags, ...types, '--types', 'node', file], { cwd: directory });
    await check('index.ts');
    const wrong =
      "import { Issuer } from 'fusionauth-kong-components';\nnew Issuer('i', { issuer: 1 });\n";
    writeFileSync(join(directory, 'wrong.ts'), wrong);
    await expect(check('wrong.ts')).rejects.toMatchObject({
      stdout: expect.stringContaining("wrong.ts(2,19): error TS2322: Type 'number'") as string,
    });
  });

  it('lets nothing be imported that is not public', async () => {
    const script = (path: string) => `await import('fusionauth-kong-components${path}')`;
    const load = (path: string) =>
      run(node, ['--input-type=module', '--eval', script(path)], { cwd: directory });
    await load('');
    await load('/docker');
    for (const path of ['/dist/components/route.js', '/dist/servers/exchange.js', '/package.json'])
      await expect(load(path)).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('brings a stack up, and down again', async () => {
    platform = await startTestPlatform();
    const at = (port: keyof Platform['ports']) => `http://127.0.0.1:${platform.ports[port]}`;
    const config = {
      'kong:kongAdminUri': at('kongAdmin'),
      'fusionauth:host': at('fusionAuth'),
      'own-program:issuer': 'https://login.example.com',
      'own-program:upstream': at('upstream'),
    };
    stack = await TestStack.create(config, {}, { program: directory });
    await stack.up();
    expect((await fetch(`${at('kongProxy')}/orders`)).status).toBe(401);
    expect((await kongContent(at('kongAdmin'))).services).toEqual(['orders']);
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect((await kongContent(at('kongAdmin'))).services).toEqual([]);
  });
});
