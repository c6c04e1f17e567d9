import { mkdtempSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { previewShape, type Step } from '../../commands/shared/stack/shapes.ts';
import { openStack, type Stack } from '../../commands/shared/stack/stack.ts';
import type { Platform } from '../../embedded/platform.ts';
import { setUp } from '../../toolchain/setup.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

let platform: Platform;
let test: TestStack;
let stack: Stack;

beforeAll(async () => {
  platform = await startTestPlatform();
  test = await TestStack.create(guideConfig(platform));
  stack = test.open();
});

afterAll(async () => {
  await test?.run('destroy', '--yes', '--skip-preview');
  test?.remove();
  await platform?.stop();
});

/** What the CLI itself prints of a preview. */
async function printedPreview() {
  const output = await test.succeed('preview', '--json');
  const { steps } = previewShape.parse(JSON.parse(output.slice(0, output.lastIndexOf('\n}') + 2)));
  return steps!;
}

const inWords = (steps: readonly Step[]) =>
  steps
    .filter(({ op }) => op !== 'same')
    .map(({ op, urn, oldState, newState, diffReasons, replaceReasons }) => ({
      ...{ op, urn, before: oldState?.inputs, after: newState?.inputs },
      ...{ custom: newState?.custom ?? false, parent: newState?.parent ?? '' },
      reasons: [diffReasons ?? [], replaceReasons ?? []],
    }))
    .sort((a, b) => a.urn.localeCompare(b.urn));

it('previews what the CLI does, secrets and unknown values included', async () => {
  const { code, steps } = await stack.preview();
  expect(code).toBe(0);
  expect(steps.length).toBeGreaterThan(20);
  expect(JSON.stringify(steps)).not.toContain(API_KEY);
  expect(inWords(steps)).toEqual(inWords(await printedPreview()));
});

it('previews a change as the CLI does', async () => {
  await test.up();
  const config = guideConfig(platform);
  const applications = [{ name: 'example', users: [] }];
  const changed = {
    'fusionauth-kong:applications': applications,
    'fusionauth-kong:keyClaim': 'kid',
  };
  test.configure({ ...config, ...changed });
  const { steps } = await stack.preview();
  const ops = new Set(steps.map(({ op }) => op));
  expect(ops).toEqual(new Set(['same', 'create', 'update', 'delete']));
  expect(inWords(steps)).toEqual(inWords(await printedPreview()));
  test.configure(config);
});

it('says why a program refuses', async () => {
  const config = guideConfig(platform);
  test.configure({ ...config, 'fusionauth-kong:issuer': '' });
  const refused = await stack.preview();
  expect(refused.code).not.toBe(0);
  const errors = refused.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ message }) => message).join('\n')).toMatch(/issuer/);
  expect(JSON.stringify(errors)).not.toContain('{%');
  test.configure(config);
});

it('reads outputs and secrets in plain text, and puts a state back encrypted', async () => {
  const resources = await stack.resources();
  const root = resources.find(({ type }) => type === 'pulumi:pulumi:Stack')!;
  expect(root.outputs).toEqual(await test.outputs());
  expect((await stack.configuration())['kong:kongAdminUri']).toContain('127.0.0.1');

  // The state is secret while it lies in a file.
  const temporary = mkdtempSync(join(tmpdir(), 'reader-'));
  vi.stubEnv('TMPDIR', temporary);
  await stack.importState(await stack.exportState());
  vi.unstubAllEnvs();
  expect(readdirSync(temporary)).toEqual([]);
  rmdirSync(temporary);
  expect(await stack.resources()).toEqual(resources);
  expect(JSON.stringify(await test.exportState())).not.toContain(root.outputs['password']);
});

it('refreshes without changing the state', async () => {
  const before = await stack.exportState();
  const steps = await stack.refresh();
  expect(steps.filter(({ oldState }) => oldState?.type === 'kong:index/route:Route')).toMatchObject(
    [{ op: 'same', oldState: { inputs: { paths: ['/mock'] } } }],
  );
  expect(await stack.exportState()).toEqual(before);
});

it('reads the whole history, newest first', async () => {
  const folder = join(test.directory, 'state/.pulumi/history/fusionauth-kong/test');
  const [first] = readdirSync(folder).filter((name) => name.endsWith('.history.json'));
  const entry = JSON.parse(readFileSync(join(folder, first!), 'utf8')) as object;
  // More than the CLI prints unless it is asked to.
  for (let count = 10; count < 22; count += 1) {
    const later = first!.replace(/\d{3}\.history/, `9${count}.history`);
    writeFileSync(join(folder, later), JSON.stringify({ ...entry, kind: 'refresh' }));
  }
  const history = await stack.history();
  expect(history.map(({ kind }) => kind)).toEqual([...Array<string>(12).fill('refresh'), 'update']);
  expect(history.at(-1)).toMatchObject({
    result: 'succeeded',
    config: { 'fusionauth-kong:platform': 'embedded' },
  });
});

it('makes another stack without selecting it, once', async () => {
  const tools = await setUp();
  const other = openStack({ ...tools, clone: test.directory, env: test.env }, 'other');
  await other.create();
  await other.create();
  expect(await other.resources()).toEqual([]);
  const listed = JSON.parse(await test.succeed('stack', 'ls', '--json')) as {
    name: string;
    current: boolean;
  }[];
  expect(listed.find(({ name }) => name === 'other')).toMatchObject({ current: false });
});

it('says of a stack that is not there what the CLI says, and no more', async () => {
  const tools = await setUp();
  const nobody = openStack({ ...tools, clone: test.directory, env: test.env }, 'nobody');
  await expect(nobody.resources()).rejects.toThrow(
    /^Stack nobody cannot be read\.\nerror: no stack named 'nobody' found$/,
  );
});
