import { defineConfig } from 'vitest/config';
import SlowFirst from './tests/support/slow-first.ts';

/** What starts neither the engine nor a command: `npm run check` runs it. */
const UNIT = [
  'adopt/{files,find,unmanaged}',
  'catalogue/*',
  'components/*',
  'field-reports/directions',
  'fleet/{changed,order,report,stacks}',
  'kong/{explained,releases,sequence}',
  'policies/{rules,secrets,sign-in}',
  'preview/*',
  'program/*',
  'rotation/{history,options,plan,settings-edit}',
  'servers/*',
  'settings/*',
  'snapshot/*',
  'verify/*',
  'workflows/{gate,lint}',
].map((name) => `tests/${name}.test.ts`);

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // More than there are cores: real updates wait for servers half of the time.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT } },
      {
        extends: true,
        test: { name: 'life-cycle', include: ['tests/**/*.test.ts'], exclude: UNIT },
      },
    ],
  },
});
