import { describe } from 'vitest';
import { describeMachineAdoption } from './machine.ts';

describe('a machine by hand, adopted on the embedded providers and servers', () => {
  describeMachineAdoption(() => Promise.resolve({}));
});
