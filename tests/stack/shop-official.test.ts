import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeShop } from './shop.ts';

describeOnOfficialProviders('three applications, two machines and six APIs', describeShop);
