import { describeOnReference } from '../support/on-reference.ts';
import { describeLifeCycle } from './life-cycle.ts';
import { describeShop } from './shop.ts';

describeOnReference('the guide on the official plugins and the real Kong', describeLifeCycle);

describeOnReference(
  'three applications, two machines and six APIs on the official plugins and the real Kong',
  describeShop,
);
