// Stands in for GitHub's CLI in the scripts of workflows: as much of GitHub as they touch, in a file. The filters
// of --jq go through jq itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readState, writeState } from './state.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'body-file': { type: 'string' },
    comment: { type: 'string' },
    description: { type: 'string' },
    field: { type: 'string' },
    force: { type: 'boolean' },
    jq: { type: 'string' },
    json: { type: 'string' },
    label: { type: 'string' },
    method: { type: 'string', default: 'GET' },
    paginate: { type: 'boolean' },
    repo: { type: 'string' },
    silent: { type: 'boolean' },
    state: { type: 'string' },
    status: { type: 'string' },
    title: { type: 'string' },
    workflow: { type: 'string' },
  },
});

const file = process.env['FAKE_STATE']!;
const state = readState(file);
const [topic, verb, name] = positionals;
const body = values['body-file'] ? readFileSync(values['body-file'], 'utf8') : '';

switch (topic === 'api' ? `api ${values.method}` : `${topic} ${verb}`) {
  case 'api GET':
    expectPath(/^repos\/owner\/name\/issues\/\d+\/comments$/);
    print(state.comments);
    break;
  case 'api POST':
    expectPath(/^repos\/owner\/name\/issues\/\d+\/comments$/);
    state.comments.push({
      id: 1000 + state.comments.length,
      user: { login: 'github-actions[bot]' },
      body: field('body'),
    });
    break;
  case 'api PATCH': {
    const [, id] = expectPath(/^repos\/owner\/name\/issues\/comments\/(\d+)$/);
    found(state.comments.find((comment) => comment.id === Number(id))).body = field('body');
    break;
  }
  case 'run list':
    print(values.status === 'in_progress' && values.workflow === 'deploy.yml' ? state.runs : []);
    break;
  case 'issue list':
    print(state.issues.filter(({ label, open }) => open && label === values.label));
    break;
  case 'issue create':
    if (!state.labels.includes(values.label!))
      fail(`could not add label: ${values.label} not found`);
    state.issues.push({
      number: 1 + state.issues.length,
      title: values.title!,
      label: values.label!,
      body,
      open: true,
    });
    break;
  case 'issue edit':
    found(state.issues.find(({ number }) => number === Number(name))).body = body;
    break;
  case 'issue close':
    found(state.issues.find(({ number }) => number === Number(name))).open = false;
    break;
  case 'label create':
    if (state.labels.includes(name!) && !values.force) fail(`label ${name} already exists`);
    if (!state.labels.includes(name!)) state.labels.push(name!);
    break;
  default:
    fail(`gh ${process.argv.slice(2).join(' ')}: not in this stand-in`);
}
writeState(file, state);

function expectPath(pattern: RegExp): RegExpExecArray {
  return pattern.exec(verb!) ?? fail(`404: ${verb}`);
}

function field(key: string): string {
  const [, text] = new RegExp(`^${key}=@(.*)$`).exec(values.field ?? '') ?? fail('no field');
  return readFileSync(text!, 'utf8');
}

function found<T>(item: T | undefined): T {
  return item ?? fail('404');
}

function print(items: unknown[]): void {
  process.stdout.write(
    execFileSync('jq', ['--raw-output', values.jq ?? '.'], { input: JSON.stringify(items) }),
  );
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
