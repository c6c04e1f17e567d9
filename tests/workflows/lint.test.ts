import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOnPath } from '../../toolchain/own-cli.ts';
import { cacheDirectory } from '../../toolchain/paths.ts';
import { runQuietly } from '../../toolchain/steps.mjs';
import { directory, files, readText, readWorkflow } from './workflow.ts';

const ACTIONLINT = '1.7.12';

const hasGo = findOnPath('go', process.env) !== undefined;

test.skipIf(!hasGo)('actionlint finds no fault (skipped without Go, which builds it)', async () => {
  const bin = join(cacheDirectory(), 'tools', `actionlint-${ACTIONLINT}`);
  const actionlint = join(bin, 'actionlint');
  if (!existsSync(actionlint)) {
    const module = `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`;
    await runQuietly('go', ['install', module], { env: { ...process.env, GOBIN: bin } });
  }
  const args = ['-no-color', ...files.map((file) => join(directory, file))];
  expect(lint(actionlint, args)).toBe('');
});

const actions = readdirSync(join(directory, '../actions')).map(
  (name) => `../actions/${name}/action.yml`,
);

test.each([...files, ...actions])('%s pins every action to the commit of a release', (file) => {
  const uses = [...readText(file).matchAll(/uses: *(.*)/g)].map(([, action]) => action!);
  const others = uses.filter((action) => !action.startsWith('./'));
  expect(others.length).toBeGreaterThan(0);
  for (const action of others)
    expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test.each(files)('%s puts nothing from outside into a script, and no secret', (file) => {
  const steps = Object.values(readWorkflow(file).jobs).flatMap((job) => job.steps ?? []);
  const scripts = steps.map(({ run }) => run).filter((script) => script !== undefined);
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).not.toContain('${{');
});

test('a deployment is never cancelled half way, and there is one at a time', () => {
  const { concurrency, jobs } = readWorkflow('deploy.yml');
  expect(concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false });
  const { deploy } = readWorkflow('deploy-stack.yml').jobs;
  for (const job of [deploy!, ...Object.values(jobs)])
    expect(job['timeout-minutes']).toBeUndefined();
});

test('the preview runs for pull requests of this repository alone, and may write nothing else', () => {
  const { on, jobs } = readWorkflow('preview.yml');
  expect(on).toBe('pull_request');
  expect(jobs['preview']!.if).toBe(
    'github.event.pull_request.head.repo.full_name == github.repository',
  );
  expect(jobs['preview']!.permissions).toEqual({
    contents: 'read',
    'id-token': 'write',
    'pull-requests': 'write',
  });
});

test('drift is looked for on a schedule', () => {
  expect(readWorkflow('drift.yml').on).toMatchObject({
    schedule: [{ cron: expect.any(String) as string }],
  });
});

function lint(actionlint: string, args: string[]): string {
  try {
    return execFileSync(actionlint, args, { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
