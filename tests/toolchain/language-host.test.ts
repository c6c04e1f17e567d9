import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clone } from '../../toolchain/paths.ts';
import { setUp } from '../../toolchain/setup.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { startTestPlatform } from '../support/stack.ts';
import { script, write } from './temporary.ts';

// Real programs without providers, run by the CLI that set-up obtained and the host that goes with it.
const directory = mkdtempSync(join(tmpdir(), 'language-host-'));
const home = join(directory, 'home');
let tools: ToolEnvironment;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  tools = await setUp();
  env = {
    ...tools.env,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${join(directory, 'state')}`,
    PULUMI_CONFIG_PASSPHRASE: 'test',
  };
  mkdirSync(join(directory, 'state'));
  symlinkSync(join(clone, 'node_modules'), join(directory, 'node_modules'));
  write(join(directory, 'package.json'), '{ "name": "host", "type": "module" }');
  program('');
  await pulumi('stack', 'init', 'test');
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Replaces the program and its runtime options. */
function program(source: string, options: Record<string, unknown> = {}): void {
  const runtime = { name: 'nodejs', options: { typescript: false, ...options } };
  write(join(directory, 'Pulumi.yaml'), JSON.stringify({ name: 'host', runtime, main: 'main.ts' }));
  write(join(directory, 'main.ts'), source);
}

const pulumi = (...args: string[]) => pulumiIn({}, ...args);

/** Runs the CLI with variables that differ from the others'. */
function pulumiIn(
  own: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const options = { cwd: directory, env: { ...env, ...own } };
  return new Promise((resolve) => {
    const all = [...args, '--color=never', '--non-interactive'];
    execFile(tools.pulumi, all, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

const up = () => pulumi('up', '--yes', '--skip-preview');

describe('a program', () => {
  test('reads its configuration and hands its outputs to the stack, the secret ones hidden', async () => {
    await pulumi('config', 'set', 'word', 'hello');
    await pulumi('config', 'set', '--secret', 'token', 's3cret');
    program(`
      import * as pulumi from '@pulumi/pulumi';
      const config: pulumi.Config = new pulumi.Config();
      export const word = config.require('word');
      export const token = config.requireSecret('token');
      export const secrets = ['token', 'word'].map((key) => pulumi.runtime.isConfigSecret(\`host:\${key}\`));
      export const where = [pulumi.getProject(), pulumi.getStack(), pulumi.getOrganization()].join('/');
    `);
    const { code, output } = await up();
    expect(output).not.toContain('s3cret');
    expect(output).not.toMatch(/using pulumi-language-nodejs from \$PATH/);
    expect(code).toBe(0);
    const outputs = await pulumi('stack', 'output', '--json', '--show-secrets');
    expect(JSON.parse(outputs.output)).toEqual({
      word: 'hello',
      token: 's3cret',
      secrets: [true, false],
      where: 'host/test/organization',
    });
  });

  test('runs in a preview as in an update, and knows which it is', async () => {
    program(
      "import * as pulumi from '@pulumi/pulumi'; console.log('dry', pulumi.runtime.isDryRun());",
    );
    expect((await pulumi('preview')).output).toContain('dry true');
    expect((await up()).output).toContain('dry false');
  });

  test('that throws fails the update and is shown once, with its place', async () => {
    program("\nthrow new Error('no such luck');");
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(output).toMatch(/main\.ts:2/);
    expect(output.split('Diagnostics:')[1]?.match(/no such luck/g)).toHaveLength(1);
    expect(output).not.toMatch(/exit code/);
  });

  test('that ends with an exit code of its own fails with that code', async () => {
    program('process.exit(7);');
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(output).toMatch(/exit code:? 7/);
  });

  test('gets the nodeargs of Pulumi.yaml, quotes and all', async () => {
    program('console.log(JSON.stringify(process.execArgv), process.title);', {
      nodeargs: "--stack-trace-limit=3 --title='a title'",
    });
    expect((await pulumi('preview')).output).toContain(
      '["--stack-trace-limit=3","--title=a title"] a title',
    );
  });

  test('is stopped with the CLI', async () => {
    const pidFile = join(directory, 'pid');
    program(`
      import { writeFileSync } from 'node:fs';
      writeFileSync('${pidFile}', String(process.pid));
      setInterval(() => {}, 1000);
    `);
    const args = ['up', '--yes', '--skip-preview', '--non-interactive'];
    const child = spawn(tools.pulumi, args, { cwd: directory, env, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
    const running = Number(readFileSync(pidFile, 'utf8'));
    child.kill('SIGINT');
    await ended;
    await until(() => !isAlive(running));
  });
});

test('a policy pack written for Node judges the stack, with its configuration', async () => {
  program(
    "import * as pulumi from '@pulumi/pulumi'; export const out = new pulumi.Config().get('word');",
  );
  const pack = join(directory, 'pack');
  write(join(pack, 'package.json'), '{ "name": "pack", "version": "1.0.0", "main": "pack.cjs" }');
  write(join(pack, 'PulumiPolicy.yaml'), 'runtime: nodejs\noptions: {}\n');
  write(
    join(pack, 'pack.cjs'),
    `const { PolicyPack } = require('@pulumi/policy');
     const { getStack } = require('@pulumi/pulumi');
     new PolicyPack('pack', {
       policies: [{
         name: 'nothing-goes',
         description: 'Refuses every stack',
         enforcementLevel: 'mandatory',
         validateStack: (stack, report) =>
           report(\`refused \${stack.resources.length} resource of \${getStack()}\`),
       }],
     });`,
  );
  const { code, output } = await pulumi('preview', '--policy-pack', pack);
  expect(output).toContain('refused 1 resource of test');
  expect(code).not.toBe(0);
});

test('`pulumi about` names the installed plugins of the dependencies, by their base', async () => {
  program('');
  const manifest = (name: string, more: object) =>
    JSON.stringify({ name, version: '1.0.0', pulumi: { resource: true, ...more } });
  const project = join(directory, 'with-packages');
  const base = { name: 'terraform-provider', version: '1.1.0' };
  const parameterization = { name: 'thing', version: '1.3.6', value: 'e30=' };
  write(
    join(project, 'package.json'),
    JSON.stringify({ dependencies: { '@pulumi/thing': '*', plain: '*' } }),
  );
  write(
    join(project, 'node_modules', '@pulumi', 'thing', 'package.json'),
    manifest('@pulumi/thing', { ...base, parameterization }),
  );
  write(join(project, 'node_modules', 'plain', 'package.json'), '{ "name": "plain" }');
  write(join(project, 'Pulumi.yaml'), 'name: with-packages\nruntime: nodejs\n');
  const plugin = join(home, 'plugins', 'resource-terraform-provider-v1.1.0');
  script(join(plugin, 'pulumi-resource-terraform-provider'), 'exit 1');
  const about = await pulumi('about', '--json', '--cwd', project);
  const { plugins } = JSON.parse(about.output.slice(about.output.indexOf('{'))) as {
    plugins: { name: string; version: string }[];
  };
  expect(plugins).toContainEqual(expect.objectContaining(base));
});

test('`pulumi import` shows what it imported as a program', async () => {
  const platform = await startTestPlatform();
  const admin = `http://127.0.0.1:${platform.ports.kongAdmin}`;
  try {
    const service = { method: 'POST', body: new URLSearchParams({ name: 'orders', host: 'up' }) };
    const made = await fetch(`${admin}/services`, service);
    const { id } = (await made.json()) as { id: string };
    program('');
    const embedded = { PULUMI_HOME: tools.env['PULUMI_HOME'], KONG_ADMIN_ADDR: admin };
    const args = ['import', 'kong:index/service:Service', 'orders', id, '--yes', '--stack=test'];
    const { code, output } = await pulumiIn(embedded, ...args);
    expect(output).toContain('import * as kong from "@pulumi/kong";');
    expect(output).toMatch(/new kong\.Service\("orders", \{[^}]*host: "up",/);
    expect(code).toBe(0);
  } finally {
    await platform.stop();
  }
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a condition; the test's own time limit ends a wait in vain. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
