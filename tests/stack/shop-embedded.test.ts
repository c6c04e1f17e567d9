import { describe } from 'vitest';
import { describeShop } from './shop.ts';

describe('three applications, two machines and six APIs on the embedded providers and servers', () => {
  describeShop(() => Promise.resolve({}));
});
