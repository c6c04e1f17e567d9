import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeDrift } from './scenario.ts';

describeOnOfficialProviders('drift', describeDrift);
