import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeRotation } from './life-cycle.ts';

describeOnOfficialPlugins('a rotation', describeRotation);
