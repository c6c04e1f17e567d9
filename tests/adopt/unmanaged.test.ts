import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KINDS } from '../../catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const expected = join(root, 'tests/snapshot/expected');

interface Declared {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

const LEFT_ALONE = KINDS.flatMap(({ type, leftAlone = [] }) =>
  leftAlone.length > 0 && type !== 'kong:index/consumerKeyAuth:ConsumerKeyAuth'
    ? [[type, leftAlone] as const]
    : [],
);

const declared = readdirSync(expected).flatMap(
  (file) => JSON.parse(readFileSync(join(expected, file), 'utf8')) as Declared[],
);

it.each(LEFT_ALONE)('the stack never declares what it leaves alone in %s', (type, properties) => {
  const own = declared.filter((resource) => resource.type === type);
  expect(own.length).toBeGreaterThan(0);
  const both = own.flatMap(({ inputs }) => properties.filter((property) => property in inputs));
  expect(both).toEqual([]);
});

it.each(LEFT_ALONE)('all that is left alone in %s exists', (type, properties) => {
  const [, provider, module] = /^(\w+):index\/(\w+):/.exec(type)!;
  const sdk = readFileSync(join(root, `sdks/${provider}/${module}.ts`), 'utf8');
  const missing = properties.filter(
    (property) => !sdk.includes(`resourceInputs["${property}"] = args?`),
  );
  expect(missing).toEqual([]);
});
