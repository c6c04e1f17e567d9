import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeAdoption } from './life-cycle.ts';

describeOnOfficialProviders('the guide by hand, adopted', describeAdoption);
