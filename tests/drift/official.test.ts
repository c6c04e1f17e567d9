import { describeOnReference } from '../support/on-reference.ts';
import { describeDrift } from './scenario.ts';

describeOnReference('drift with the official plugins and the real Kong', describeDrift);
