import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { fleetIn, named } from '../../commands/fleet/stacks.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fleet-'));
  write('Pulumi.yaml', 'name: acme\nconfig: {}\n');
  return () => rmSync(directory, { recursive: true, force: true });
});

const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
const stack = (name: string, ...lines: string[]) =>
  write(`Pulumi.${name}.yaml`, ['config:', ...lines.map((line) => `  ${line}`), ''].join('\n'));

it('is what has a file beside Pulumi.yaml, and needs whom it trusts in this project', () => {
  stack('identity', 'acme:issuer: https://login.example');
  stack('north', 'acme:trusts: [shop/acme/identity, shop/other/partners, shop/acme/elsewhere]');
  stack('south', `acme:trusts: '["shop/acme/identity"]'`);
  expect(fleetIn(directory)).toEqual([
    { name: 'identity', platform: 'existing', needs: [] },
    { name: 'north', platform: 'existing', needs: ['identity'] },
    { name: 'south', platform: 'existing', needs: ['identity'] },
  ]);
});

it('leaves out those of one machine, unless there are no others', () => {
  stack('dev', 'acme:platform: embedded');
  expect(fleetIn(directory).map(({ name }) => name)).toEqual(['dev']);
  stack('production', 'acme:issuer: https://login.example');
  expect(fleetIn(directory).map(({ name }) => name)).toEqual(['production']);
});

it('names the file that cannot be read', () => {
  stack('north', 'acme:trusts: [{}]');
  expect(() => fleetIn(directory)).toThrow('Pulumi.north.yaml: acme:trusts must be a list');
  write('Pulumi.north.yaml', 'config: [');
  expect(() => fleetIn(directory)).toThrow(/Pulumi\.north\.yaml cannot be read/);
});

it('refuses a stack that it does not have', () => {
  stack('identity', 'acme:issuer: https://login.example');
  const fleet = fleetIn(directory);
  expect(named(fleet, ['identity'])).toEqual(fleet);
  expect(() => named(fleet, ['identity', 'idnetity'])).toThrow(
    'There is no stack idnetity: the stacks are identity.',
  );
});
