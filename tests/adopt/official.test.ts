import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeAdoption } from './life-cycle.ts';

describeOnOfficialPlugins('the guide by hand, adopted', describeAdoption);
