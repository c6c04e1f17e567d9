import { describe } from 'vitest';
import { describeRotation } from './life-cycle.ts';

describe('a rotation on the embedded providers and servers', () => {
  describeRotation(() => Promise.resolve({}));
});
