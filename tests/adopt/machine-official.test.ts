import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeMachineAdoption } from './machine.ts';

describeOnOfficialProviders('a machine by hand, adopted', describeMachineAdoption);
