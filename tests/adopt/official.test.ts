import { describeOnReference } from '../support/on-reference.ts';
import { describeAdoption } from './life-cycle.ts';

describeOnReference(
  'the guide by hand, adopted on the official plugins and the real Kong',
  describeAdoption,
);
