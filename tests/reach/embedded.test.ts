import { describe } from 'vitest';
import { describeReach } from './reach.ts';

describe('guarded servers, on the embedded providers and Kong', () =>
  describeReach(() => Promise.resolve({})));
