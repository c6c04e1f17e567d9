import { describe, expect, it } from 'vitest';
import { inOrder, type Outcome } from '../../commands/fleet/order.ts';
import { wavesOf, type Member } from '../../commands/fleet/stacks.ts';

const member = (name: string, ...needs: string[]): Member => ({
  ...{ name, platform: 'existing', needs },
});
const passed = { status: 'passed', summary: '', details: '' } as const;

const FLEET = [
  member('north', 'identity'),
  member('both'),
  member('south', 'identity', 'partners'),
  member('identity'),
  member('partners'),
];

/** Work that tells when it begins and ends for a stack, and fails for some. */
function recorded(failing: readonly string[] = []) {
  const events: string[] = [];
  let running = 0;
  let most = 0;
  const work = async ({ name }: Member) => {
    events.push(`+${name}`);
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    events.push(`-${name}`);
    if (failing.includes(name)) throw new Error(`${name} is broken\nand why`);
    return passed;
  };
  return { work, events, most: () => most };
}

const inWords = (outcomes: readonly Outcome[]) =>
  Object.fromEntries(outcomes.map(({ stack, status, summary }) => [stack, [status, summary]]));

describe('a fleet', () => {
  it('has waves, each after what it needs', () => {
    const waves = wavesOf(FLEET).map((wave) => wave.map(({ name }) => name));
    expect(waves).toEqual([
      ['both', 'identity', 'partners'],
      ['north', 'south'],
    ]);
  });

  it('refuses a circle, whose stacks could never begin', () => {
    expect(() => wavesOf([member('a', 'b'), member('b', 'a'), member('c')])).toThrow(
      'Stacks a, b trust each other in a circle',
    );
  });

  it('does not wait for what was not chosen', async () => {
    const { work } = recorded();
    const outcomes = await inOrder([FLEET[0]!], 1, work);
    expect(inWords(outcomes)).toEqual({ north: ['passed', ''] });
  });

  it('ends what a stack needs before that begins', async () => {
    const { work, events } = recorded();
    await inOrder(FLEET, 9, work);
    expect(events).toHaveLength(10);
    for (const { name, needs } of FLEET)
      for (const needed of needs)
        expect(events.indexOf(`-${needed}`)).toBeLessThan(events.indexOf(`+${name}`));
  });

  it.each([1, 2])('has %i at work at once, and no more', async (atOnce) => {
    const { work, most } = recorded();
    await inOrder(FLEET, atOnce, work);
    expect(most()).toBe(atOnce);
  });

  it('holds back what needs a failed stack, and nothing else', async () => {
    const { work, events } = recorded(['partners']);
    const outcomes = await inOrder([...FLEET, member('far', 'south')], 2, work);
    expect(inWords(outcomes)).toEqual({
      both: ['passed', ''],
      identity: ['passed', ''],
      partners: ['failed', 'partners is broken'],
      north: ['passed', ''],
      south: ['held back', 'not begun: partners failed'],
      far: ['held back', 'not begun: south was not begun'],
    });
    expect(events).not.toContain('+south');
    expect(outcomes.find(({ stack }) => stack === 'partners')?.details).toContain('and why');
  });

  it('holds nothing back for what was found', async () => {
    const work = () => Promise.resolve({ ...passed, status: 'found' as const });
    const outcomes = await inOrder(FLEET, 2, work);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('found'));
  });
});
