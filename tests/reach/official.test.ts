import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeReach } from './reach.ts';

describeOnOfficialProviders('guarded servers', describeReach);
