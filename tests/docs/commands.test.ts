import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';
import { setUp } from '../../toolchain/setup.ts';
import { PAGES, blocksOf, readPage } from './page.ts';

const { scripts } = readYaml('package.json') as { scripts: Record<string, string> };
const { config: SETTINGS } = readYaml('Pulumi.yaml') as { config: Record<string, unknown> };
/** The CLI's commands that have commands of their own. */
const GROUPS = /^(stack|config|state|plugin|policy|package)$/;

let pulumi: string;
const helps = new Map<string, string>();

beforeAll(async () => {
  ({ pulumi } = await setUp());
});

/** Every command of this project and of Pulumi's that a page shows, in a block or within a line. */
function commandsOn(page: string): string[] {
  const lines = blocksOf(page).flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'));
  const inline = [...readPage(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);
  const found = [...lines, ...inline].flatMap((line) =>
    [...line.matchAll(/(?:^|&& |; |\$\()\s*((?:npm (?:run|test)|pulumi) ?[^#&;$)]*)/g)].map(
      ([, command]) => command!.trim(),
    ),
  );
  return [...new Set(found)];
}

const withCommands = PAGES.filter((page) => commandsOn(page).length > 0);

describe('every command that a page shows is one, with options that it has', () => {
  it.each(withCommands)('%s', (page) => {
    const faults = commandsOn(page).flatMap((command) => {
      const words = command.match(/'[^']*'|"[^"]*"|\S+/g)!.map((word) => word.replace(/^\W+$/, ''));
      const fault = faultOf(words.filter((word) => word !== '--silent'));
      return fault ? [`${command}: ${fault}`] : [];
    });
    expect(faults).toEqual([]);
  });
});

function faultOf(words: string[]): string | undefined {
  const [program, ...rest] = words;
  if (program === 'pulumi') return faultOfPulumi(rest);
  const [name = 'run', ...args] = rest[0] === 'run' ? rest.slice(1) : rest;
  if (/^[A-Z]/.test(name) || rest.length === 0 || (rest[0] === 'run' && rest.length === 1)) return;
  if (!scripts[name]) return `there is no npm run ${name}`;
  const own = args.filter((arg) => arg !== '');
  if (name === 'pulumi') return faultOfPulumi(own);
  if (name === 'test') return own.find((arg) => arg.startsWith('tests/') && !isThere(arg));
  return missing(own, help(name, join(nodeDirectory, 'node'), `commands/${name}.ts`));
}

function faultOfPulumi(args: string[]): string | undefined {
  const [group, action] = args;
  // Said of the CLI as such: `pulumi …`.
  if (group === undefined || /\W/.test(group)) return;
  const command = GROUPS.test(group) && action && /^[a-z]/.test(action) ? [group, action] : [group];
  if (command[0] === 'config' && command.length === 2) {
    const [key = ''] = args.slice(2).filter((arg) => !arg.startsWith('-'));
    const fault = faultOfSetting(key.replaceAll("'", ''));
    if (fault) return fault;
  }
  return missing(args, help(`pulumi ${command.join(' ')}`, pulumi, ...command));
}

function faultOfSetting(key: string): string | undefined {
  const [, name = ''] = /^(?:fusionauth-kong:)?([^.[]*)/.exec(key)!;
  const isOf = /^[A-Z]*$/.test(name) || /^(kong|fusionauth):/.test(key) || name in SETTINGS;
  return isOf ? undefined : `there is no setting ${name}`;
}

/** The first option that the help text does not name. */
function missing(args: string[], text: string): string | undefined {
  const options = args.filter((arg) => /^--?[a-z]/.test(arg)).map((arg) => arg.split('=')[0]!);
  const unknown = options.find((option) => !text.includes(option));
  return unknown && `it has no ${unknown}`;
}

function help(name: string, program: string, ...args: string[]): string {
  const known = helps.get(name);
  if (known !== undefined) return known;
  const text = execFileSync(program, [...args, '--help'], { cwd: clone, encoding: 'utf8' });
  helps.set(name, text);
  return text;
}

function isThere(path: string): boolean {
  return ['', '.test.ts', '.ts'].some((end) => existsSync(join(clone, path + end)));
}

function readYaml(file: string): unknown {
  return parse(readFileSync(join(clone, file), 'utf8'));
}
