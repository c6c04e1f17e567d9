import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeLifeCycle } from './life-cycle.ts';

describeOnOfficialPlugins('the guide', describeLifeCycle);
