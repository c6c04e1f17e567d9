import { describeOnReference } from '../support/on-reference.ts';
import { describeAdoption } from './life-cycle.ts';
import { describeMachineAdoption } from './machine.ts';

describeOnReference(
  'the guide by hand, adopted on the official plugins and the real Kong',
  describeAdoption,
);

describeOnReference(
  'a machine by hand, adopted on the official plugins and the real Kong',
  describeMachineAdoption,
);
