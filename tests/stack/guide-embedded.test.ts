import { describe } from 'vitest';
import { describeLifeCycle } from './life-cycle.ts';

describe('the guide on the embedded providers and servers', () => {
  describeLifeCycle(() => Promise.resolve({}));
});
