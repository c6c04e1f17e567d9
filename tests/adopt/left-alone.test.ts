import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LEFT_ALONE } from '../../components/guards/left-alone.ts';

const root = join(import.meta.dirname, '../..');
const expected = join(root, 'tests/snapshot/expected');

interface Declared {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

const declared = readdirSync(expected).flatMap(
  (file) => JSON.parse(readFileSync(join(expected, file), 'utf8')) as Declared[],
);

it.each(Object.entries(LEFT_ALONE))(
  'the stack never declares what it leaves alone in %s',
  (type, properties) => {
    const own = declared.filter((resource) => resource.type === type);
    expect(own.length).toBeGreaterThan(0);
    const both = own.flatMap(({ inputs }) => properties.filter((property) => property in inputs));
    expect(both).toEqual([]);
  },
);

it.each(Object.entries(LEFT_ALONE))('all that is left alone in %s exists', (type, properties) => {
  const [, provider, module] = /^(\w+):index\/(\w+):/.exec(type)!;
  const sdk = readFileSync(join(root, `sdks/${provider}/${module}.ts`), 'utf8');
  const missing = properties.filter(
    (property) => !sdk.includes(`resourceInputs["${property}"] = args?`),
  );
  expect(missing).toEqual([]);
});
