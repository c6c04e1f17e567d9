import { readFileSync } from 'node:fs';
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

/** Examples with no setting that says anything of what is else left alone. */
const declared = ['guide', 'shop', 'web-app'].flatMap(
  (name) => JSON.parse(readFileSync(join(expected, `${name}.json`), 'utf8')) as Declared[],
);
const declaredKinds = new Set(declared.map(({ type }) => type));
const DECLARED = LEFT_ALONE.filter(([type]) => declaredKinds.has(type));

it.each(DECLARED)(
  'the stack declares what it leaves alone in %s by a setting alone',
  (type, properties) => {
    const own = declared.filter((resource) => resource.type === type);
    const both = own.flatMap(({ inputs }) => properties.filter((property) => property in inputs));
    expect(both).toEqual([]);
  },
);

it.each(LEFT_ALONE)('all that is left alone in %s exists', (type, properties) => {
  const [, provider, module] = /^(\w+):index\/(\w+):/.exec(type)!;
  const sdk = readFileSync(join(root, `sdks/${provider}/${module}.ts`), 'utf8');
  const missing = properties.filter(
    (property) => !sdk.includes(`resourceInputs["${property}"] = args?`),
  );
  expect(missing).toEqual([]);
});
