import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeShop } from './shop.ts';

describeOnOfficialPlugins('three applications, two machines and six APIs', describeShop);
