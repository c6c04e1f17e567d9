import fc from 'fast-check';

/** The same cases in every run; FUZZ_SEED and FUZZ_RUNS ask for others, and more. */
export const PARAMETERS = {
  seed: Number(process.env['FUZZ_SEED'] ?? 2026),
  numRuns: Number(process.env['FUZZ_RUNS'] ?? 300),
};

/** Any JSON, with what parsers stumble over: names of JavaScript's own, NUL, huge numbers, deep lists. */
export const json = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(null, '', '\0', '\ud800', -1, 1e308, 0.1, [[[[[[]]]]]], {}),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'length'), fc.jsonValue()),
);

/** Any text, control characters and halves of characters too. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

type Container = Record<string, unknown>;

/** A value with something else at one place in it, at any depth, or without what is there. */
export function spoilt<T>(value: T): fc.Arbitrary<T> {
  const places = placesIn(value);
  return fc.tuple(fc.constantFrom(...places), fc.option(json)).map(([place, other]) => {
    const copy = structuredClone(value);
    const owner = place.slice(0, -1).reduce<unknown>((at, key) => (at as Container)[key], copy);
    if (other === null) delete (owner as Container)[place.at(-1)!];
    else (owner as Container)[place.at(-1)!] = other;
    return copy;
  });
}

function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    [...at, key],
    ...placesIn(part, [...at, key]),
  ]);
}
