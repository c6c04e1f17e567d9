import { describeOnReference } from '../support/on-reference.ts';
import { describeReach } from './reach.ts';

describeOnReference('guarded servers, on the official plugins and a real Kong', describeReach);
