import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { clone, nodeDirectory } from '../../toolchain/paths.ts';
import { readState, type FakeState } from './state.ts';

export const directory = join(clone, '.github', 'workflows');

export const files = readdirSync(directory);

export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
}

export interface Job {
  if?: string;
  needs?: string | string[];
  /** The workflow that is this job; it has no steps then. */
  uses?: string;
  steps?: Step[];
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
}

export interface Workflow {
  on: unknown;
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': boolean };
  jobs: Record<string, Job>;
}

export function readText(file: string): string {
  return readFileSync(join(directory, file), 'utf8');
}

export function readWorkflow(file: string): Workflow {
  return parse(readText(file)) as Workflow;
}

/** The script of a step, by workflow and name. */
export function scriptOf(file: string, name: string): string {
  const steps = Object.values(readWorkflow(file).jobs).flatMap((job) => job.steps ?? []);
  const script = steps.find((step) => step.name === name)?.run;
  if (!script) throw new Error(`${file} has no step ${name} that runs a script`);
  return script;
}

export interface Ran {
  code: number;
  output: string;
}

/** A folder in which scripts run as a CI server runs them, with commands that only write down what is asked. */
export class Runner {
  readonly directory: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'workflow-'));
    this.write('state.json', '{}');
    this.#command('npm', 'npm.ts');
    this.#command('gh', 'gh.ts');
  }

  #command(name: string, program: string): void {
    const node = join(nodeDirectory, 'node');
    const path = join(this.directory, name);
    writeFileSync(path, `#!/bin/sh\nexec '${node}' '${join(import.meta.dirname, program)}' "$@"\n`);
    chmodSync(path, 0o755);
  }

  /** Runs a script in bash, with the options of GitHub's and GitLab's runners. */
  run(script: string, env: Record<string, string> = {}): Promise<Ran> {
    const { promise, resolve } = Promise.withResolvers<Ran>();
    this.write('script.sh', script);
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', join(this.directory, 'script.sh')];
    const path = [this.directory, nodeDirectory, process.env['PATH']].join(delimiter);
    const all = {
      PATH: path,
      STACK: 'production',
      GITHUB_REPOSITORY: 'owner/name',
      GITHUB_OUTPUT: this.#at('output.txt'),
      GITHUB_STEP_SUMMARY: this.#at('summary.md'),
      FAKE_STATE: this.#at('state.json'),
      ...env,
    };
    execFile('bash', args, { cwd: this.directory, env: all }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 255) : 0, output: stdout + stderr }),
    );
    return promise;
  }

  #at(file: string): string {
    return join(this.directory, file);
  }

  write(file: string, text: string): void {
    writeFileSync(this.#at(file), text);
  }

  read(file: string): string {
    return existsSync(this.#at(file)) ? readFileSync(this.#at(file), 'utf8') : '';
  }

  get state(): FakeState {
    return readState(this.#at('state.json'));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
