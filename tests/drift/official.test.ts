import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeDrift } from './scenario.ts';

describeOnOfficialPlugins('drift', describeDrift);
