import { expect, it } from 'vitest';
import type { Outcome } from '../../commands/fleet/order.ts';
import {
  asJson,
  asList,
  asMarkdown,
  asMatrix,
  asText,
  exitCodeOf,
  type FleetReport,
} from '../../commands/fleet/report.ts';
import type { Member } from '../../commands/fleet/stacks.ts';

const outcome = (stack: string, status: Outcome['status'], more: Partial<Outcome> = {}) => ({
  ...{ stack, status, seconds: 1.25, details: '', summary: `${status} it is` },
  ...more,
});
const report = (
  action: FleetReport['action'],
  outcomes: Outcome[],
  more: Partial<FleetReport> = {},
): FleetReport => ({ action, size: 20, outcomes, ...more });

const PASSED = outcome('quiet', 'passed');
const FOUND = outcome('north', 'found', { details: 'what is found', markdown: () => 'the diff' });
const FAILED = outcome('south', 'failed', { details: 'why\nit failed' });
const HELD = outcome('east', 'held back');

it.each([
  ['preview', [PASSED, FOUND], 0],
  ['drift', [PASSED], 0],
  ['drift', [PASSED, FOUND], 7],
  ['drift', [FOUND, FAILED], 1],
  ['up', [PASSED, HELD], 1],
  ['verify', [], 0],
] as const)('%s of these ends with its exit code: %j', (action, outcomes, code) => {
  expect(exitCodeOf(report(action, [...outcomes]))).toBe(code);
});

const FLEET: Member[] = [
  { name: 'north', platform: 'existing', needs: ['identity'] },
  { name: 'identity', platform: 'docker', needs: [] },
];

it('gives CI the stacks by wave', () => {
  expect(JSON.parse(asMatrix(FLEET))).toEqual({
    waves: [['identity'], ['north']],
    stacks: [
      { stack: 'identity', wave: 1, platform: 'docker', needs: [] },
      { stack: 'north', wave: 2, platform: 'existing', needs: ['identity'] },
    ],
  });
  expect(asMatrix(FLEET)).not.toContain('\n');
  expect(asList(FLEET).split('\n')).toEqual([
    'wave  stack     platform  after',
    '1     identity  docker',
    '2     north     existing  identity',
  ]);
});

it('says for people what came of each, and in full where there is something to read', () => {
  const text = asText(report('preview', [PASSED, FOUND, FAILED, HELD]));
  expect(text.split('\n')).toEqual([
    ...['── north', 'what is found', '', '── south', 'why', 'it failed', ''],
    'stack  result     time',
    'quiet  passed     1.3 s  passed it is',
    'north  found      1.3 s  found it is',
    'south  failed     1.3 s  failed it is',
    'east   held back  1.3 s  held back it is',
    '1 failed, 1 not begun, 1 would change in 4 of 20 stacks',
  ]);
});

it('says to a program what it ends with', () => {
  expect(JSON.parse(asJson(report('drift', [PASSED, FOUND])))).toMatchObject({
    ...{ action: 'drift', exitCode: 7, gone: [] },
    stacks: [{ stack: 'quiet' }, { stack: 'north', status: 'found', details: 'what is found' }],
  });
});

it('is one comment, with the stacks that change', () => {
  const text = asMarkdown(report('preview', [PASSED, FOUND, FAILED]));
  expect(text.split('\n')[0]).toBe('<!-- preview of the fleet -->');
  expect(text).toContain('the diff');
  expect(text).toContain('### Stack `south`\n\n    why\n    it failed');
  expect(text).toContain('Nothing in `quiet`.');
});

it('stays what GitHub takes, however many change', () => {
  const long = (limit: number) => 'x'.repeat(limit);
  const few = Array.from({ length: 5 }, (_, at) => outcome(`s${at}`, 'found', { markdown: long }));
  expect(asMarkdown(report('preview', few)).length).toBeGreaterThan(50_000);
  const many = Array.from({ length: 200 }, (_, at) =>
    outcome(`s${at}`, 'found', { markdown: long }),
  );
  for (const outcomes of [few, many])
    expect(asMarkdown(report('preview', outcomes)).length).toBeLessThanOrEqual(60_000);
  expect(asMarkdown(report('preview', many))).toMatch(/run `npm run fleet -- preview`\.\n$/);
});

it('says why all stacks are looked at, and what becomes of a stack without a file', () => {
  const changed = { members: [], program: ['index.ts', 'sdks/a'], gone: ['west'] };
  const text = asText(report('preview', [PASSED], { changed }));
  expect(text).toContain('The program differs (index.ts, sdks/a)');
  expect(text).toContain('npm run destroy -- --stack west');
  expect(asText(report('preview', [], { changed: { ...changed, program: [] } }))).toContain(
    'No stack of 20 has other settings',
  );
});
