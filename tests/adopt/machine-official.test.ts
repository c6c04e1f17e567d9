import { describeOnReference } from '../support/on-reference.ts';
import { describeMachineAdoption } from './machine.ts';

describeOnReference(
  'a machine by hand, adopted on the official plugins and the real Kong',
  describeMachineAdoption,
);
