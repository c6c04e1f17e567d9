import { describe } from 'vitest';
import { describeLifeCycle } from './life-cycle.ts';
import { describeShop } from './shop.ts';

describe('the guide on the embedded plugins and servers', () => {
  describeLifeCycle(() => Promise.resolve({}));
});

describe('three applications, two machines and six APIs on the embedded plugins and servers', () => {
  describeShop(() => Promise.resolve({}));
});
