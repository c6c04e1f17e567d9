import { expect, it } from 'vitest';
import { readOptions } from '../../commands/rotate/options.ts';

it('takes an application, a machine or neither', () => {
  expect(readOptions(['plan']).client).toBeUndefined();
  const { client } = readOptions(['next', '--machine', 'exporter']);
  expect(client).toEqual({ kind: 'machine', name: 'exporter' });
});

it('takes what the new key has otherwise than the old', () => {
  expect(readOptions(['next']).wanted).toEqual({});
  const { wanted } = readOptions(['next', '--bits', '4096', '--source', 'generated']);
  expect(wanted).toEqual({ bits: 4096, source: 'generated' });
});

it.each([
  [['next', '--application', 'a', '--machine', 'b'], 'not both'],
  [['next', '--bits', '1024'], '--bits 1024: use one of 2048, 3072, 4096'],
  [['next', '--source', 'mine'], '--source mine: use one of imported, generated'],
  [['next', '--clock-skew', 'soon'], '--clock-skew soon: expected a whole number of seconds'],
  [['go'], '"go" is no action'],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
