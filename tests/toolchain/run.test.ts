import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clone } from '../../toolchain/paths.ts';
import { script, temporaryDirectory, write } from './temporary.ts';

const { scripts } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const LOCKED = {
  'node_modules/node': { version: '24.0.0' },
  'node_modules/x': { version: '1.0.0' },
};

/** A clone with the starter alone, whose Node 24 and npm are scripts. */
function makeClone() {
  const directory = temporaryDirectory();
  for (const file of ['run.mjs', 'steps.mjs']) {
    cpSync(join(clone, 'toolchain', file), join(directory, 'toolchain', file));
  }
  const lock = (packages: object) => JSON.stringify({ packages: { '': {}, ...packages } });
  write(join(directory, 'package.json'), JSON.stringify({ scripts }));
  write(join(directory, 'package-lock.json'), lock(LOCKED));
  const note = join(directory, 'node_modules', '.package-lock.json');
  const node = join(directory, 'node_modules', 'node', 'bin', 'node');
  const installNode = `mkdir -p '${join(node, '..')}' && printf '#!/bin/sh\\necho node "$@"; exit 6\\n' > '${node}' && chmod +x '${node}'`;
  const install = `echo npm "$@" >> '${directory}/npm-log'; ${installNode}; cp package-lock.json '${note}'`;
  script(join(directory, 'bin', 'npm'), install);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(directory, 'toolchain', 'run.mjs'), ...args], {
      encoding: 'utf8',
      env: { PATH: `${join(directory, 'bin')}:/usr/bin:/bin` },
    });
  const installs = () =>
    existsSync(join(directory, 'npm-log')) ? readFileSync(join(directory, 'npm-log'), 'utf8') : '';
  return {
    directory,
    note,
    lock,
    run,
    installs,
    setNpm: (body: string) => script(join(directory, 'bin', 'npm'), body),
  };
}

describe('the starter of every npm script', () => {
  test('installs, then runs the command on Node 24 and ends as it does', () => {
    const { directory, run, installs } = makeClone();
    const { status, stdout } = run('up', '--flag', 'a b');
    expect(installs()).toBe('npm ci --no-audit --no-fund\n');
    expect(stdout).toBe(`node ${directory}/commands/up.ts --flag a b\n`);
    expect(status).toBe(6);
  });

  test('installs again only when the lock file names something else', () => {
    const { directory, note, lock, run, installs } = makeClone();
    run('up');
    const once = installs();
    run('up');
    expect(installs()).toBe(once);

    const optional = { ...LOCKED, 'node_modules/mac': { version: '1.0.0', optional: true } };
    write(join(directory, 'package-lock.json'), lock(optional));
    run('up');
    expect(installs()).toBe(once);

    write(note, lock({ ...LOCKED, 'node_modules/x': { version: '0.9.0' } }));
    run('up');
    expect(installs()).toBe(once.repeat(2));

    write(note, lock({ ...LOCKED, 'node_modules/extra': { version: '1.0.0' } }));
    run('up');
    expect(installs()).toBe(once.repeat(3));
  });

  test('stays for a command that is interrupted, and passes on the signal to end', async () => {
    const { directory, run } = makeClone();
    run('up');
    const program = `
      process.on('SIGINT', () => console.log('interrupted'));
      process.on('SIGTERM', () => process.exit(9));
      setInterval(() => {}, 1000);
      console.log('ready');`;
    script(
      join(directory, 'node_modules', 'node', 'bin', 'node'),
      `exec '${process.execPath}' -e "${program}"`,
    );
    const starter = join(directory, 'toolchain', 'run.mjs');
    const child = spawn(process.execPath, [starter, 'up'], { detached: true });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const says = (word: string) =>
      new Promise<void>((resolve) =>
        child.stdout.on('data', (text: Buffer) => String(text).includes(word) && resolve()),
      );
    await says('ready');
    // As a terminal does: to the whole group.
    process.kill(-child.pid!, 'SIGINT');
    await says('interrupted');
    child.kill('SIGTERM');
    await expect(ended).resolves.toBe(9);
  });

  test.each([
    [[], 'No command given'],
    [['deploy'], 'There is no command "deploy"'],
    [['toString'], 'There is no command "toString"'],
  ])('given %j, names the commands that package.json starts with it', (args, message) => {
    const { run, installs } = makeClone();
    const { status, stderr } = run(...args);
    const [, named = ''] = stderr.split(`${message}. The commands are: `);
    const started = Object.keys(scripts).filter(
      (name) => scripts[name] === `node toolchain/run.mjs ${name}`,
    );
    expect(named.split('.')[0]?.split(', ').sort()).toEqual(started.sort());
    expect(status).toBe(2);
    expect(installs()).toBe('');
  });

  test('shows what npm said when it fails', () => {
    const { run, setNpm } = makeClone();
    setNpm('echo "npm error EAI_AGAIN" >&2; exit 1');
    const { status, stderr } = run('up');
    expect(stderr).toMatch(/`npm ci .*` ended with exit code 1:\nnpm error EAI_AGAIN/);
    expect(status).toBe(1);
  });

  test('says what to run when npm skipped the install script of Node 24', () => {
    const { directory, run, setNpm } = makeClone();
    setNpm('mkdir -p node_modules; cp package-lock.json node_modules/.package-lock.json');
    const { status, stderr } = run('up');
    expect(stderr).toContain(`Node 24 is missing: ${directory}/node_modules/node/bin/node`);
    expect(stderr).toContain('npm rebuild node --ignore-scripts=false');
    expect(status).toBe(1);
  });
});
