import { defineConfig } from 'vitest/config';
import SlowFirst from './tests/support/slow-first.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    reporters: ['default', './tests/support/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // More than there are cores: real updates wait for servers half of the time.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
  },
});
