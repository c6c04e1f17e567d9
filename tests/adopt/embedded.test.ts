import { describe } from 'vitest';
import { describeAdoption } from './life-cycle.ts';

describe('the guide by hand, adopted on the embedded providers and servers', () => {
  describeAdoption(() => Promise.resolve({}));
});
