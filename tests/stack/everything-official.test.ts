import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeEverything } from './everything.ts';

describeOnOfficialProviders('a stack that uses every setting', describeEverything);
