import { describeOnReference } from '../support/on-reference.ts';
import { describeShop } from './shop.ts';

describeOnReference(
  'three applications, two machines and six APIs on the official plugins and the real Kong',
  describeShop,
);
