import { describe } from 'vitest';
import { describeBalancing } from './balancing.ts';

describe('a balanced API on the embedded providers and servers', () => {
  describeBalancing(() => Promise.resolve({}));
});
