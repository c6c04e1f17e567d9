import { join } from 'node:path';
import { TAKES_OVER } from '../../components/guards/name-conflicts.ts';
import type { AdoptPlace } from '../../commands/adopt/adopt.ts';
import { API_KEY, type TestStack } from '../support/stack.ts';

/** A test's stack, as one that adopts. */
export function placeOf(stack: TestStack): AdoptPlace {
  return {
    stack: stack.open({ [TAKES_OVER]: 'true' }),
    directory: stack.directory,
    importFile: join(stack.directory, 'import.json'),
    env: { FA_API_KEY: API_KEY },
  };
}
