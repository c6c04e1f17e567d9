import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeRotation } from './life-cycle.ts';

describeOnOfficialProviders('a rotation', describeRotation);
