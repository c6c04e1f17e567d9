import { describe } from 'vitest';
import { describeAdoption } from './life-cycle.ts';
import { describeMachineAdoption } from './machine.ts';

describe('the guide by hand, adopted on the embedded plugins and servers', () => {
  describeAdoption(() => Promise.resolve({}));
});

describe('a machine by hand, adopted on the embedded plugins and servers', () => {
  describeMachineAdoption(() => Promise.resolve({}));
});
