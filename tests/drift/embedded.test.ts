import { describe } from 'vitest';
import { describeDrift } from './scenario.ts';

describe('drift on the embedded platform', () => {
  describeDrift(() => Promise.resolve({}));
});
