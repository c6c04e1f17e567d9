import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clone } from '../../toolchain/paths.ts';
import { files, readText, readWorkflow, type Job } from './workflow.ts';

const GATE = './.github/workflows/gate.yml';

/** What runs when somebody proposes or merges a change. */
const ON_CHANGES = files.filter((file) => /^on: pull_request$|^ {2}push:$/m.test(readText(file)));

/** The jobs of a workflow that may see a secret, or get a credential for one. */
function trusted(file: string): [string, Job][] {
  const { permissions, jobs, ...rest } = readWorkflow(file);
  const every = holdsSecrets(rest) || permissions['id-token'] !== undefined;
  return Object.entries(jobs).filter(([, job]) => every || holdsSecrets(job));
}

/** Whether a job begins only after the gate, be it behind others. */
function isGated(file: string, name: string): boolean {
  const { needs = [] } = readWorkflow(file).jobs[name]!;
  return [needs].flat().some((needed) => needed === 'gate' || isGated(file, needed));
}

function holdsSecrets(part: object): boolean {
  return /secrets\.|"secrets":|"id-token":/.test(JSON.stringify(part));
}

describe('the gate on GitHub', () => {
  it('is before every job with secrets that a change starts', () => {
    expect(ON_CHANGES).toEqual(['deploy.yml', 'preview.yml']);
    for (const file of ON_CHANGES) {
      const { gate } = readWorkflow(file).jobs;
      // Without `with`, `secrets` and `if`: for everybody, and with nothing to give away.
      expect(gate).toEqual({ uses: GATE });
      const secret = trusted(file);
      expect(secret.length).toBeGreaterThan(0);
      for (const [name] of secret) expect(isGated(file, name), name).toBe(true);
    }
  });

  it('has no secrets, and runs the check, every test, and the way from a clone to a proven stack', () => {
    expect(trusted('gate.yml')).toEqual([]);
    const { jobs, permissions } = readWorkflow('gate.yml');
    expect(permissions).toEqual({ contents: 'read' });
    const scripts = Object.values(jobs).map(({ steps }) => steps?.at(-1)?.run?.trim().split('\n'));
    expect(scripts).toEqual([
      ['npm run check'],
      ['.ci/run'],
      ['npm run supply-chain -- audit', 'npm run supply-chain -- licences'],
      ['npm run up', 'npm test -- tests/toolchain', 'npm run down'],
    ]);
    expect(jobs['toolchain']).toMatchObject({
      strategy: { matrix: { os: ['ubuntu-latest', 'macos-latest'], node: [22, 24] } },
    });
  });

  it('keys its caches by lock files', () => {
    const tools = readText('../actions/tools/action.yml');
    expect(tools).toContain('cache-dependency-path: package-lock.json');
    expect(tools).toMatch(/key: .*hashFiles\('toolchain\/go\.sum', 'toolchain\/paths\.ts'\)/);
  });
});

describe('the gate on GitLab', () => {
  type Head = { stages: string[]; cache: { key: { files: string[] } }[] };
  interface GitLabJob {
    extends?: string;
    stage?: string;
    environment?: unknown;
    script?: unknown;
    rules?: { if: string }[];
  }
  const text = readFileSync(join(clone, '.gitlab-ci.yml'), 'utf8');
  const { stages, cache } = parse(text) as Head;
  const pipeline = parse(text) as Record<string, GitLabJob>;
  const jobs = Object.entries(pipeline).filter(
    ([name, job]) => job.script && !name.startsWith('.'),
  );
  const gate = jobs.filter(([, job]) => job.extends === '.gate');

  it('is a stage of its own before the jobs that have an environment, and so its variables', () => {
    expect(stages[0]).toBe('gate');
    expect(gate.map(([name]) => name)).toEqual(['check', 'tests', 'supply-chain', 'toolchain']);
    expect(pipeline['.gate']).toMatchObject({ stage: 'gate' });
    expect(pipeline['.gate']!.environment).toBeUndefined();
    const ofStacks = ['.deploy', '.drift'].map((name) => [name, pipeline[name]!] as const);
    const others = jobs.filter((one) => !gate.includes(one) && one[0] !== 'stacks');
    for (const [name, job] of [...others, ...ofStacks]) {
      expect(stages.indexOf(job.stage!), name).toBeGreaterThan(0);
      expect(JSON.stringify(job.environment), name).toContain('production');
    }
    expect(gate.every(([, job]) => job.environment === undefined)).toBe(true);
  });

  it('runs for every merge request and before every deployment', () => {
    expect(pipeline['.gate']!.rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
      pipeline['deploy']!.rules![0],
    ]);
    expect(gate.every(([, job]) => job.rules === undefined)).toBe(true);
  });

  it('keys its caches by lock files', () => {
    expect(cache.map(({ key }) => key.files)).toEqual([
      ['package-lock.json'],
      ['toolchain/go.sum', 'toolchain/paths.ts'],
    ]);
  });
});
