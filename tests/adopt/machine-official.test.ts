import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeMachineAdoption } from './machine.ts';

describeOnOfficialPlugins('a machine by hand, adopted', describeMachineAdoption);
