import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { changedSince } from '../../commands/fleet/changed.ts';
import { fleetIn } from '../../commands/fleet/stacks.ts';

let repository: string;
let directory: string;

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: repository,
    stdio: 'pipe',
  }).toString();
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
};
const commit = () => {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'change');
};
const changed = (base = 'main') => {
  const { members, program, gone } = changedSince(base, fleetIn(directory), directory);
  return { members: members.map(({ name }) => name), program, gone };
};

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'changed-'));
  // The project need not be the repository's root.
  directory = join(repository, 'gateway');
  git('init', '--quiet', '--initial-branch', 'main');
  write('Pulumi.yaml', 'name: acme\n');
  write('index.ts', '');
  write('Pulumi.north.yaml', 'config:\n  acme:include: [north/apis/*.yaml]\n');
  write('Pulumi.south.yaml', `config:\n  acme:include: '["south/apis/*.yaml"]'\n`);
  write('Pulumi.west.yaml', 'config:\n  acme:issuer: https://login.example\n');
  write('north/apis/orders.yaml', 'name: orders\n');
  write('south/apis/stock.yaml', 'name: stock\n');
  commit();
  git('switch', '--quiet', '--create', 'work');
  return () => rmSync(repository, { recursive: true, force: true });
});

const NONE = { members: [], program: [], gone: [] };

it('is no stack where nothing, or only documentation, differs', () => {
  write('README.md', 'words');
  commit();
  expect(changed()).toEqual(NONE);
});

it.each([
  ['its file', () => write('Pulumi.west.yaml', 'config:\n  acme:issuer: https://x.example\n')],
  ['its file, not committed yet', () => write('Pulumi.west.yaml', 'config: {}\n')],
])('is a stack for %s', (_, change) => {
  change();
  expect(changed().members).toEqual(['west']);
});

it('is a stack for a file that it includes: changed, new or gone', () => {
  write('north/apis/orders.yaml', 'name: orders\nretries: 1\n');
  expect(changed().members).toEqual(['north']);
  commit();
  write('south/apis/returns.yaml', 'name: returns\n');
  expect(changed().members).toEqual(['north', 'south']);
  rmSync(join(directory, 'south/apis/returns.yaml'));
  expect(changed().members).toEqual(['north']);
  rmSync(join(directory, 'south/apis/stock.yaml'));
  commit();
  expect(changed().members).toEqual(['north', 'south']);
});

it('is a new stack', () => {
  write('Pulumi.east.yaml', 'config: {}\n');
  commit();
  expect(changed().members).toEqual(['east']);
});

it('is no stack for comments and another order of keys', () => {
  write('Pulumi.west.yaml', '# ours\nconfig:\n  "acme:issuer": "https://login.example"\n');
  commit();
  expect(changed()).toEqual(NONE);
});

it('is every stack where the program differs', () => {
  write('index.ts', 'export {};');
  commit();
  expect(changed()).toEqual({
    ...{ members: ['north', 'south', 'west'], program: ['index.ts'], gone: [] },
  });
});

it('names a stack whose file is gone, and does nothing to it', () => {
  rmSync(join(directory, 'Pulumi.west.yaml'));
  commit();
  expect(changed()).toEqual({ ...NONE, gone: ['west'] });
});

it('does not count what others have merged meanwhile', () => {
  write('north/apis/orders.yaml', 'name: orders\nretries: 1\n');
  commit();
  git('switch', '--quiet', 'main');
  write('Pulumi.west.yaml', 'config: {}\n');
  commit();
  git('switch', '--quiet', 'work');
  expect(changed().members).toEqual(['north']);
});

it('refuses a revision that is not there, and says how to get it', () => {
  expect(() => changed('origin/nowhere')).toThrow(
    '--changed origin/nowhere is no revision that git knows here. Fetch it: git fetch origin',
  );
  expect(() => changed('--output=x')).toThrow('is no revision');
});
