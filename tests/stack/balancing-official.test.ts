import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeBalancing } from './balancing.ts';

describeOnOfficialProviders('a balanced API', describeBalancing);
