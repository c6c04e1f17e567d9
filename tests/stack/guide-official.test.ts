import { describeOnReference } from '../support/on-reference.ts';
import { describeLifeCycle } from './life-cycle.ts';

describeOnReference('the guide on the official plugins and the real Kong', describeLifeCycle);
