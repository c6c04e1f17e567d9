import type * as pulumi from '@pulumi/pulumi';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Pace } from '../../components/pace.ts';

/** A resource whose registration ends when it is told to. */
function waiting(): { resource: pulumi.Resource; end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const urn = { apply: (then: () => void) => promise.then(then) };
  return { resource: { urn } as unknown as pulumi.Resource, end: resolve };
}

test('no more components than the limit wait at once', async () => {
  const pace = new Pace(3);
  const all = Array.from({ length: 5 }, waiting);
  let declared = 0;
  const program = (async () => {
    for (const { resource } of all) {
      declared += 1;
      await pace.after(resource);
    }
  })();
  await turn();
  expect(declared).toBe(3);
  all[0]!.end();
  await turn();
  expect(declared).toBe(4);
  for (const { end } of all) end();
  await program;
  expect(declared).toBe(5);
});
