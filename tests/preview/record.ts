// `node tests/preview/record.ts`: makes the previews of the sample pull requests anew, with real `up`s and
// previews, and keeps of them what the summary reads. Secrets are "[secret]" there already.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { previewShape } from '../../commands/shared/stack/shapes.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { SAMPLES, type Sample } from './samples.ts';

const platform = await startTestPlatform();
const servers = guideConfig(platform);
const stack = await TestStack.create(configOf(SAMPLES[0]!.before));
mkdirSync(join(import.meta.dirname, 'recorded'), { recursive: true });
let current: object | undefined;
try {
  for (const sample of SAMPLES) {
    stack.useProgram('index.ts');
    if (current !== sample.before) {
      stack.configure(configOf(sample.before));
      await stack.up();
      current = sample.before;
    }
    await record(sample);
  }
  stack.useProgram('index.ts');
  await stack.succeed('destroy', '--yes', '--skip-preview');
} finally {
  stack.remove();
  await platform.stop();
}

async function record({ name, after, program }: Sample): Promise<void> {
  stack.configure(configOf(after));
  if (program) stack.useProgram(join('tests/preview', program));
  const output = await stack.succeed('preview', '--json');
  // The CLI's warnings follow on standard error.
  const json: unknown = JSON.parse(output.slice(0, output.lastIndexOf('\n}') + 2));
  const { steps, ...rest } = previewShape.parse(json);
  const changed = steps?.filter((step) => step.op !== 'same');
  const file = join(import.meta.dirname, 'recorded', `${name}.json`);
  const text = JSON.stringify({ steps: changed, ...rest }, null, 1);
  writeFileSync(file, `${text.replaceAll(String(platform.ports.upstream), '8088')}\n`);
  console.log(file);
}

function configOf(settings: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(settings).map(([key, value]) => [`fusionauth-kong:${key}`, value]);
  const upstream = `http://127.0.0.1:${platform.ports.upstream}`;
  const apis = (settings['apis'] as object[]).map((api) => ({ ...api, upstream }));
  return { ...servers, ...(Object.fromEntries(own) as object), 'fusionauth-kong:apis': apis };
}
