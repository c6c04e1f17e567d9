import { readFile, writeFile } from 'node:fs/promises';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { cliOf } from './cli.ts';
import { main } from './main.ts';
import { toolsFor } from './tools.ts';
import { readPreview } from './preview/changes.ts';
import { asHtml } from './preview/html.ts';
import { asMarkdown } from './preview/markdown.ts';
import { summarize } from './preview/summary.ts';

const HELP = `npm run preview [-- OPTIONS]

Sums up what an update would change: what may let callers in, lock them out or lose data comes first.

  --stack NAME       the stack; ${STACK} if it is left out
  --markdown FILE    writes it as a comment for a pull request, instead of to standard output
  --html FILE        writes a page that shows the same
  --json-file FILE   takes what \`pulumi preview --json\` printed instead of running it

Exit code: that of the preview. One that fails is summed up too.`;

await main(
  {
    help: HELP,
    options: {
      markdown: { type: 'string' },
      stack: { type: 'string', default: STACK },
      html: { type: 'string' },
      'json-file': { type: 'string' },
    },
  },
  async ({ stack, markdown, html, 'json-file': file }) => {
    const { code, text } = file
      ? { code: 0, text: await readFile(file, 'utf8') }
      : await preview(stack);
    const summary = summarize(readPreview(text, stack));
    if (html) await writeFile(html, asHtml(summary));
    if (markdown) await writeFile(markdown, asMarkdown(summary));
    const isWritten = html ?? markdown;
    process.stdout.write(isWritten ? `${summary.headline}\n` : asMarkdown(summary));
    return code;
  },
);

async function preview(stack: string): Promise<{ code: number; text: string }> {
  const tools = await toolsFor(stack);
  return keepingStackFile(tools, () => previewJson(tools, stack));
}

/** @throws Error with what the CLI said if there is no preview to sum up. */
async function previewJson(
  tools: ToolEnvironment,
  stack: string,
): Promise<{ code: number; text: string }> {
  const args = ['preview', '--json', '--non-interactive', '--stack', stack];
  const { code, stdout, stderr } = await cliOf(tools)(args);
  if (code === 0 || stdout.trim()) return { code, text: stdout };
  throw new Error(`The preview of stack ${stack} failed.\n${stderr.trim()}`);
}
