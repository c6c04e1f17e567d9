import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findOnPath } from '../../toolchain/own-cli.ts';
import { writeState, type FakeState } from './state.ts';
import { Runner, scriptOf } from './workflow.ts';

const hasTools = ['bash', 'jq'].every((tool) => findOnPath(tool, process.env) !== undefined);

let runner: Runner;
beforeEach(() => {
  runner = new Runner();
});
afterEach(() => runner.remove());

function given(state: Partial<FakeState>): void {
  writeState(`${runner.directory}/state.json`, { ...runner.state, ...state });
}

// gh's filters are jq's; GitHub's runners have both.
describe.skipIf(!hasTools)('the scripts of the workflows (skipped without bash and jq)', () => {
  describe('preview', () => {
    const marker = '<!-- preview of the fleet -->';
    const comment = (text: string) => {
      runner.write('preview.md', `${marker}\n${text}\n`);
      return runner.run(scriptOf('preview.yml', 'Comment'), { PULL_REQUEST: '12' });
    };

    test.each([
      ['', ''],
      ['production', '--stack production '],
    ])(
      'sums up what changes under the guardrails; with PULUMI_STACK %j: %j',
      async (STACK, only) => {
        const env = { FAKE_REPORT: 'summary', BASE: 'abc', STACK };
        const ran = await runner.run(scriptOf('preview.yml', 'Preview'), env);
        expect(ran.code).toBe(0);
        expect(runner.state.npm).toEqual([
          `run fleet -- preview --changed abc ${only}--policy-pack policies --markdown preview.md`,
        ]);
        expect(runner.read('preview.md')).toBe('summary');
      },
    );

    test('fails if the preview fails', async () => {
      const env = { FAKE_EXIT_CODE: '1', BASE: 'abc' };
      expect(await runner.run(scriptOf('preview.yml', 'Preview'), env)).toMatchObject({ code: 1 });
    });

    test('comments once, and edits that comment afterwards', async () => {
      given({
        comments: [
          { id: 1, user: { login: 'somebody' }, body: `${marker}\na copy` },
          { id: 2, user: { login: 'github-actions[bot]' }, body: 'of another workflow' },
        ],
      });
      expect(await comment('first')).toMatchObject({ code: 0 });
      expect(await comment('second')).toMatchObject({ code: 0 });
      const [copy, other, ours, ...more] = runner.state.comments;
      expect(copy!.body).toContain('a copy');
      expect(other!.body).toBe('of another workflow');
      expect(ours!.body).toBe(`${marker}\nsecond\n`);
      expect(more).toEqual([]);
      expect(runner.read('summary.md')).toContain('second');
    });
  });

  describe('the stacks', () => {
    const list = (waves: string[][]) => ({ FAKE_OUTPUT: JSON.stringify({ waves }), STACK: '' });

    test('are deployed by wave, each in a job', async () => {
      const script = scriptOf('deploy.yml', 'Stacks');
      const waves = [['identity'], ['orders', 'stock']];
      expect(await runner.run(script, list(waves))).toMatchObject({ code: 0 });
      expect(runner.read('output.txt')).toBe('first=["identity"]\nthen=["orders","stock"]\n');
      expect(runner.state.npm).toEqual(['run --silent fleet -- list --json']);
    });

    test('are one wave without gateways, or none', async () => {
      const script = scriptOf('deploy.yml', 'Stacks');
      expect(await runner.run(script, list([['both']]))).toMatchObject({ code: 0 });
      expect(await runner.run(script, list([]))).toMatchObject({ code: 0 });
      expect(runner.read('output.txt')).toBe('first=["both"]\nthen=[]\nfirst=[]\nthen=[]\n');
    });

    test('are all looked at for drift', async () => {
      const script = scriptOf('drift.yml', 'Stacks');
      const env = list([['identity'], ['orders', 'stock']]);
      expect(await runner.run(script, env)).toMatchObject({ code: 0 });
      expect(runner.read('output.txt')).toBe('all=["identity","orders","stock"]\n');
    });
  });

  describe('deploy', () => {
    test('brings the stack up under the guardrails and asks nothing', async () => {
      expect(await runner.run(scriptOf('deploy-stack.yml', 'Deploy'))).toMatchObject({ code: 0 });
      const [command] = runner.state.npm;
      expect(command).toMatch(/^run pulumi -- up --stack production --policy-pack policies /);
      expect(command).toMatch(/--non-interactive --yes$/);
    });

    test.each(['0', '1'])('ends as verify ends: %s', async (code) => {
      const ran = await runner.run(scriptOf('deploy-stack.yml', 'Verify'), {
        FAKE_EXIT_CODE: code,
      });
      expect(ran.code).toBe(Number(code));
      expect(runner.read('summary.md')).toContain('what the command prints\n```\n');
    });
  });

  describe('drift', () => {
    const look = (code: string) =>
      runner.run(scriptOf('drift.yml', 'Drift'), { FAKE_EXIT_CODE: code, FAKE_REPORT: 'report' });
    const issue = (found: string) => runner.run(scriptOf('drift.yml', 'Issue'), { FOUND: found });

    test.each([
      ['0', 'found=no\n'],
      ['7', 'found=yes\n'],
    ])('exit code %s means %s', async (code, output) => {
      expect(await look(code)).toMatchObject({ code: 0 });
      expect(runner.read('output.txt')).toBe(output);
      expect(runner.read('summary.md')).toBe('report');
    });

    test('any other exit code is a failure and says nothing of drift', async () => {
      expect(await look('1')).toMatchObject({ code: 1 });
      expect(runner.read('output.txt')).toBe('');
    });

    test('waits for another day while a deployment runs', async () => {
      given({ runs: [{ databaseId: 5 }] });
      expect(await look('7')).toMatchObject({ code: 0 });
      expect(runner.read('output.txt')).toBe('found=unknown\n');
      expect(runner.state.npm).toEqual([]);
    });

    test('opens one issue, updates it, closes it and opens another', async () => {
      for (const [found, report] of [
        ['no', ''],
        ['yes', 'first'],
        ['yes', 'second'],
        ['no', ''],
        ['no', ''],
        ['yes', 'third'],
      ] as const) {
        runner.write('drift.md', report);
        expect(await issue(found)).toMatchObject({ code: 0 });
      }
      const title = 'Drift in stack production';
      expect(runner.state.issues).toMatchObject([
        { title, body: 'second', open: false },
        { title, body: 'third', open: true },
      ]);
    });

    test('cuts a report that GitHub would refuse, and leaves issues of other stacks alone', async () => {
      const other = {
        number: 1,
        title: 'Drift',
        label: 'drift: staging',
        body: 'other',
        open: true,
      };
      given({ issues: [other] });
      runner.write('drift.md', 'x'.repeat(100_000));
      expect(await issue('yes')).toMatchObject({ code: 0 });
      const [kept, ours] = runner.state.issues;
      expect(kept).toEqual(other);
      expect(ours!.body.length).toBeLessThan(65_536);
    });
  });
});
