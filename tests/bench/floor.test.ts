import { expect, test } from 'vitest';
import { eachOf, httpFloor } from '../../commands/bench/floor.ts';
import { startTestPlatform } from '../support/stack.ts';

test('the floor makes, reads and deletes what an API is made of, and leaves nothing', async () => {
  const platform = await startTestPlatform();
  try {
    const admin = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    const floor = await httpFloor(admin, 3);
    expect(Object.values(floor).every((seconds) => seconds > 0)).toBe(true);
    for (const list of ['services', 'routes', 'plugins']) {
      const answer = await fetch(`${admin}/${list}`);
      expect(await answer.json()).toMatchObject({ data: [] });
    }
  } finally {
    await platform.stop();
  }
});

test('no more is under way at once than is allowed', async () => {
  let [now, most] = [0, 0];
  const done: number[] = [];
  await eachOf(
    [1, 2, 3, 4, 5],
    async (item) => {
      most = Math.max(most, ++now);
      await Promise.resolve();
      now -= 1;
      done.push(item);
    },
    2,
  );
  expect(most).toBe(2);
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5]);
});
