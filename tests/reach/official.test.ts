import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeReach } from './reach.ts';

describeOnOfficialPlugins('guarded servers', describeReach);
