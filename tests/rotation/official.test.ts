import { describeOnReference } from '../support/on-reference.ts';
import { describeRotation } from './life-cycle.ts';

// As Kong is by default: its workers take seconds to learn of a change.
describeOnReference('a rotation on the official plugins and the real Kong', describeRotation, {
  KONG_WORKER_CONSISTENCY: 'eventual',
});
