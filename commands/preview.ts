import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { STACK, keepingStackFile } from '../toolchain/pulumi.ts';
import { setUp, type ToolEnvironment } from '../toolchain/setup.ts';
import { main } from './main.ts';
import { readPreview } from './preview/changes.ts';
import { asMarkdown } from './preview/markdown.ts';

// `npm run preview -- --markdown FILE`: what a pull request would change, for those who review it. A
// preview that fails is summed up too, and its exit code is this command's.
await main(async () => {
  const { values } = parseArgs({
    options: {
      markdown: { type: 'string' },
      stack: { type: 'string', default: STACK },
      'json-file': { type: 'string' },
    },
  });
  const file = values['json-file'];
  const { code, text } = file
    ? { code: 0, text: await readFile(file, 'utf8') }
    : await preview(values.stack);
  const summary = asMarkdown(readPreview(text, values.stack));
  if (values.markdown) await writeFile(values.markdown, summary);
  else process.stdout.write(summary);
  return code;
});

async function preview(stack: string): Promise<{ code: number; text: string }> {
  const tools = await setUp();
  return keepingStackFile(tools, () => previewJson(tools, stack));
}

/** @throws Error with what the CLI said if there is no preview to sum up. */
function previewJson(
  tools: ToolEnvironment,
  stack: string,
): Promise<{ code: number; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number; text: string }>();
  const args = ['preview', '--json', '--non-interactive', '--stack', stack];
  const options = { cwd: tools.clone, env: tools.env, maxBuffer: 1024 ** 3 };
  execFile(tools.pulumi, args, options, (error, text, stderr) => {
    if (error && !text.trim()) {
      reject(
        new Error(`The preview of stack ${stack} failed.\n${stderr.trim()}`, { cause: error }),
      );
    } else resolve({ code: error ? Number(error.code) || 1 : 0, text });
  });
  return promise;
}
