import { wavesOf, type Member } from './stacks.ts';

/** What came of one stack. */
export interface Outcome {
  stack: string;
  /**
   * `found`: there is something to read, such as drift or changes that are not deployed. `held back`: it was not begun,
   * for a stack that it needs failed.
   */
  status: 'passed' | 'found' | 'failed' | 'held back';
  /** In a line. */
  summary: string;
  /** The report of the one stack, for a terminal. */
  details: string;
  /** The same for a comment or an issue of so many characters, where there is one. */
  markdown?: (limit: number) => string;
  seconds: number;
}

/** How one stack went. */
export type Work = (member: Member) => Promise<Omit<Outcome, 'stack' | 'seconds'>>;

/**
 * Does the work for each stack after those that it needs, so many at once. What needs a failed stack is held back; all
 * else goes on. Work that throws has failed.
 *
 * @returns the outcomes in the order of the waves.
 */
export async function inOrder(
  members: readonly Member[],
  atOnce: number,
  work: Work,
): Promise<Outcome[]> {
  const slot = slots(atOnce);
  const outcomes = new Map<string, Promise<Outcome>>();
  for (const member of wavesOf(members).flat()) {
    const before = Promise.all(member.needs.flatMap((name) => outcomes.get(name) ?? []));
    const outcome = before.then((needed) => {
      const failed = needed.filter(({ status }) => status === 'failed' || status === 'held back');
      return failed.length > 0 ? heldBack(member, failed) : slot(() => done(member, work));
    });
    outcomes.set(member.name, outcome);
  }
  return Promise.all(outcomes.values());
}

function heldBack({ name: stack }: Member, failed: readonly Outcome[]): Outcome {
  const why = failed.map(
    (one) => `${one.stack} ${one.status === 'failed' ? 'failed' : 'was not begun'}`,
  );
  const summary = `not begun: ${why.join(', ')}`;
  return { stack, status: 'held back', summary, details: '', seconds: 0 };
}

async function done(member: Member, work: Work): Promise<Outcome> {
  const started = performance.now();
  const came = await work(member).catch((error: unknown) => {
    const details = error instanceof Error ? error.message : String(error);
    return { status: 'failed' as const, summary: details.split('\n')[0]!, details };
  });
  return { stack: member.name, ...came, seconds: (performance.now() - started) / 1000 };
}

/** Lets so many run at once; the others wait in their order. */
function slots(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
