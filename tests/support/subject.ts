import type { Subject } from '../../commands/drift/detect.ts';
import { API_KEY, type TestStack } from './stack.ts';

/** The test's stack, as `npm run drift` looks at one. */
export function subjectOf(stack: TestStack): Subject {
  return { stack: stack.open(), env: { FA_API_KEY: API_KEY } };
}
