import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findOnPath } from '../../toolchain/own-cli.ts';
import { clone } from '../../toolchain/paths.ts';
import { Runner, type Ran } from './workflow.ts';

interface Job {
  before_script?: (string | string[])[];
  script: (string | string[])[];
  interruptible?: boolean;
  resource_group?: string;
  rules: { if: string }[];
}

const pipeline = parse(readFileSync(join(clone, '.gitlab-ci.yml'), 'utf8')) as Record<string, Job>;

const hasTools = ['bash', 'curl'].every((tool) => findOnPath(tool, process.env) !== undefined);

/** As much of GitLab as the scripts touch. */
interface GitLab {
  notes: { id: number; body: string }[];
  issues: { iid: number; title: string; labels: string; description: string; state: string }[];
}

let runner: Runner;
let gitLab: GitLab;
let server: http.Server;
let url: string;

beforeEach(async () => {
  runner = new Runner();
  gitLab = { notes: [], issues: [] };
  server = http.createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v4`;
});

afterEach(() => {
  runner.remove();
  server.close();
});

describe.skipIf(!hasTools)(
  'the scripts of the GitLab pipeline (skipped without bash and curl)',
  () => {
    test('preview comments once, and edits that note afterwards', async () => {
      gitLab.notes.push({ id: 1, body: 'of a person' });
      const marker = '<!-- preview of the fleet -->';
      for (const text of ['first & <b>', 'second']) {
        const ran = await run('preview', { FAKE_REPORT: `${marker}\n${text}\n` });
        expect(ran).toMatchObject({ code: 0 });
      }
      expect(gitLab.notes).toEqual([
        { id: 1, body: 'of a person' },
        { id: 2, body: `${marker}\nsecond\n` },
      ]);
      expect(runner.state.npm.at(-1)).toBe(
        'run fleet -- preview --changed abc --policy-pack policies --markdown preview.md',
      );
    });

    test('gives each stack a job, after those of the stacks that it needs to be deployed', async () => {
      const stacks = [
        { stack: 'identity', needs: [] },
        { stack: 'orders', needs: ['identity'] },
      ];
      const env = { FAKE_OUTPUT: JSON.stringify({ stacks }) };
      expect(await run('stacks', env)).toMatchObject({ code: 0 });
      const job = (kind: string, stack: string, needs: string[]) => ({
        ...{ extends: kind, variables: { STACK: stack }, resource_group: stack, needs },
      });
      const include = { local: '.gitlab-ci.yml' };
      expect(parse(runner.read('deploy.yml'))).toEqual({
        include,
        'stack identity': job('.deploy', 'identity', []),
        'stack orders': job('.deploy', 'orders', ['stack identity']),
      });
      expect(parse(runner.read('drift.yml'))).toEqual({
        include,
        'stack identity': job('.drift', 'identity', []),
        'stack orders': job('.drift', 'orders', []),
      });
      expect(pipeline['.deploy']!.script).toBeDefined();
      expect(pipeline['.drift']!.script).toBeDefined();
    });

    test('preview comments and fails if the preview failed', async () => {
      const ran = await run('preview', { FAKE_REPORT: 'marker\n', FAKE_EXIT_CODE: '1' });
      expect(ran.code).not.toBe(0);
      expect(gitLab.notes).toHaveLength(1);
    });

    test('deploy brings the stack up under the guardrails and verifies it', async () => {
      expect(await run('.deploy', { STACK: 'production' })).toMatchObject({ code: 0 });
      expect(runner.state.npm).toHaveLength(2);
      expect(runner.state.npm[0]).toMatch(/^run pulumi -- up .*--policy-pack policies .*--yes$/);
      expect(runner.state.npm[1]).toBe('run verify -- --stack production --junit verify.xml');
    });

    test('drift opens one issue, updates it, closes it and opens another', async () => {
      const days = ['0 ', '7 first', '7 second', '0 ', '0 ', '7 third'];
      for (const day of days) {
        const [code, report] = day.split(' ') as [string, string];
        const env = { STACK: 'production', FAKE_EXIT_CODE: code, FAKE_REPORT: report };
        expect(await run('.drift', env)).toMatchObject({ code: 0 });
      }
      expect(gitLab.issues).toMatchObject([
        { title: 'Drift in stack production', description: 'second', state: 'closed' },
        { title: 'Drift in stack production', description: 'third', state: 'opened' },
      ]);
    });

    test('drift fails and touches no issue if it could not look', async () => {
      expect(await run('.drift', { FAKE_EXIT_CODE: '1', FAKE_REPORT: '' })).toMatchObject({
        code: 1,
      });
      expect(gitLab.issues).toEqual([]);
    });

    test('a job gets its credentials from whom the variables name, and none without', async () => {
      const show = 'echo "$PULUMI_ACCESS_TOKEN of $(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")"';
      const script = [...pipeline['.stack']!.before_script!.flat(), show].join('\n');
      const named = {
        ...{ PULUMI_CLOUD_URL: url, PULUMI_ORGANIZATION: 'acme', PULUMI_ID_TOKEN: 'the-id-token' },
        ...{ AWS_ROLE_ARN: 'arn:aws:iam::1:role/r', AWS_ID_TOKEN: 'another-id-token' },
      };
      const ran = await runner.run(script, named);
      expect(ran.output).toBe('pul-of-acme of another-id-token\n');
      const without = await runner.run(script.replace(show, 'echo "${PULUMI_ACCESS_TOKEN-none}"'));
      expect(without).toEqual({ code: 0, output: 'none\n' });
    });

    test('a token that GitLab refuses fails the job', async () => {
      const ran = await run('preview', { FAKE_REPORT: 'marker\n', GITLAB_TOKEN: 'wrong' });
      expect(ran.code).not.toBe(0);
      expect(ran.output).not.toContain('wrong');
    });
  },
);

test('a deployment is never interrupted, and drift waits for it', () => {
  expect(pipeline['.deploy']).toMatchObject({ interruptible: false });
});

test('merge requests of forks get no preview', () => {
  expect(pipeline['preview']!.rules).toEqual([
    {
      if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID',
    },
  ]);
});

function run(job: string, env: Record<string, string> = {}): Promise<Ran> {
  return runner.run(pipeline[job]!.script.flat().join('\n'), {
    CI_API_V4_URL: url,
    CI_PROJECT_ID: '3',
    CI_MERGE_REQUEST_IID: '12',
    CI_MERGE_REQUEST_DIFF_BASE_SHA: 'abc',
    STACK: '',
    GITLAB_TOKEN: 'the-token',
    ...env,
  });
}

async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const form = new URLSearchParams(text);
  // Pulumi Cloud's exchange of tokens (RFC 8693).
  if (request.url === '/api/v4/api/oauth/token') {
    const isOurs = form.get('subject_token') === 'the-id-token';
    const organization = form.get('audience')?.replace('urn:pulumi:org:', '');
    return void answer(isOurs ? 200 : 401, { access_token: `pul-of-${organization}` });
  }
  if (request.headers['private-token'] !== 'the-token') return void answer(401, {});
  const { pathname, searchParams } = new URL(request.url!, url);
  const [, list, id] =
    /^\/api\/v4\/projects\/3\/(?:merge_requests\/12\/)?(\w+)(?:\/(\d+))?$/.exec(pathname) ?? [];
  if (list === 'notes') {
    if (request.method === 'GET') return void answer(200, gitLab.notes);
    const body = form.get('body')!;
    const note = gitLab.notes.find((known) => known.id === Number(id));
    if (id && !note) return void answer(404, {});
    if (note) note.body = body;
    else gitLab.notes.push({ id: gitLab.notes.length + 1, body });
    return void answer(201, {});
  }
  if (list !== 'issues') return void answer(404, {});
  if (request.method === 'GET') {
    const [state, labels] = ['state', 'labels'].map((name) => searchParams.get(name));
    return void answer(
      200,
      gitLab.issues.filter((issue) => issue.state === state && issue.labels === labels),
    );
  }
  if (!id) {
    const [title, labels, description] = ['title', 'labels', 'description'].map((name) =>
      form.get(name)!,
    );
    const iid = gitLab.issues.length + 1;
    gitLab.issues.push({
      iid,
      title: title!,
      labels: labels!,
      description: description!,
      state: 'opened',
    });
    return void answer(201, {});
  }
  const issue = gitLab.issues.find(({ iid }) => iid === Number(id));
  if (!issue) return void answer(404, {});
  issue.description = form.get('description') ?? issue.description;
  if (form.get('state_event') === 'close') issue.state = 'closed';
  return void answer(200, {});
}
