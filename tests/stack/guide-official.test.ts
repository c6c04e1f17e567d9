import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeLifeCycle } from './life-cycle.ts';

describeOnOfficialProviders('the guide', describeLifeCycle);
