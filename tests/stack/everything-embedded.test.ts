import { describe } from 'vitest';
import { describeEverything } from './everything.ts';

describe('a stack that uses every setting, on the embedded providers and servers', () => {
  describeEverything(() => Promise.resolve({}));
});
