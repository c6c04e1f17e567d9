import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { editIncluded } from '../../commands/rotate/settings-edit.ts';
import { includedFile } from '../../commands/rotate/included-file.ts';
import { readSettings } from '../../settings/read.ts';
import type { Settings } from '../../settings/settings.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'include-'));
  write('Pulumi.yaml', readFileSync('Pulumi.yaml', 'utf8'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(join(directory, file), text);
}

function read(settings: Record<string, unknown>): Settings {
  const { config } = parse(readFileSync('Pulumi.yaml', 'utf8')) as {
    config: Record<string, { default: unknown }>;
  };
  const all = [
    ...Object.entries(config).map(([key, one]) => [key, one.default] as const),
    ...Object.entries(settings),
  ].map(([key, value]) => [
    `fusionauth-kong:${key}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const texts = Object.fromEntries(all) as Record<string, string>;
  return readSettings(texts, 'fusionauth-kong', directory);
}

const api = (name: string) =>
  stringify({ name, upstream: `http://${name}.internal`, routes: [{ name, paths: [`/${name}`] }] });

describe('settings in files', () => {
  it('follow those of the stack, in the order of their names', () => {
    write('apis/orders.yaml', api('orders'));
    write('apis/basket.yaml', api('basket'));
    const own = parse(api('own')) as unknown;
    const { apis, applications } = read({ include: ['apis/*.yaml'], apis: [own] });
    expect(apis.map(({ name }) => name)).toEqual(['own', 'basket', 'orders']);
    expect(applications.map(({ name }) => name)).toEqual(['example']);
  });

  it('stand in for the default of the project', () => {
    write('apis/orders.yaml', api('orders'));
    write('applications/shop.yaml', 'name: shop\n');
    const { apis, applications } = read({ include: ['apis/*.yaml', 'applications/*.yaml'] });
    expect([apis[0]!.name, apis.length]).toEqual(['orders', 1]);
    expect(applications.map(({ name }) => name)).toEqual(['shop']);
  });

  it('have their problems at file and line', () => {
    write(
      'apis/orders.yaml',
      '# Orders.\nname: orders\nupstream: nowhere\nroutes: []\ncolour: red\n',
    );
    const refused = () => read({ include: ['apis/*.yaml'] });
    expect(refused).toThrow(
      'apis/orders.yaml:3 upstream = "nowhere": must be an http or https URL',
    );
    expect(refused).toThrow('apis/orders.yaml:4 routes');
    expect(refused).toThrow(
      'apis/orders.yaml:5 colour: is not a setting\n    fix: edit apis/orders.yaml',
    );
  });

  it('are refused where they are no YAML, lie in no folder of a list, or are not there', () => {
    write('apis/broken.yaml', 'name: [\n');
    write('other/x.yaml', 'name: x\n');
    const refused = () => read({ include: ['apis/*.yaml', 'other/*.yaml', 'machines/*.yaml'] });
    expect(refused).toThrow(/apis\/broken\.yaml:\d: is no YAML document/);
    expect(refused).toThrow('other/x.yaml: must lie in a folder that says what it is');
    expect(refused).toThrow('include[2] = "machines/*.yaml": must match a file');
  });

  it('may be more than one environment variable holds', () => {
    for (let index = 0; index < 1000; index += 1) write(`apis/a${index}.yaml`, api(`a${index}`));
    const { apis } = read({ include: ['apis/*.yaml'] });
    expect(apis).toHaveLength(1000);
    expect(JSON.stringify(apis).length).toBeGreaterThan(128 * 1024);
  });

  it('are edited by a rotation, comments kept', () => {
    const text = '# Ours.\nname: shop\nkeys:\n  - name: old # since May\n';
    write('applications/shop.yaml', text);
    const stack = 'config:\n  fusionauth-kong:include: [applications/*.yaml]\n';
    const client = { kind: 'application', name: 'shop' } as const;
    expect(includedFile(stack, directory, client)).toBe(join(directory, 'applications/shop.yaml'));
    expect(includedFile(stack, directory, { ...client, name: 'desk' })).toBeUndefined();
    expect(editIncluded(text, { action: 'add', client, key: 'new' })).toBe(
      `${text}  - name: new\n    state: verifying\n`,
    );
  });
});
