import { readFile, writeFile } from 'node:fs/promises';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK, type ToolEnvironment } from '../toolchain/setup.ts';
import { cliOf } from './shared/cli.ts';
import { main } from './shared/main.ts';
import { toolsFor } from './shared/tools.ts';
import { readPreview } from './shared/preview/changes.ts';
import { asMarkdown, asText } from './preview/markdown.ts';
import { summarize } from './shared/preview/summary.ts';

const HELP = `npm run preview [-- OPTIONS]

Sums up what an update would change. First comes who loses access, then what becomes weaker or wider, then the rest.

  --stack NAME       the stack; ${STACK} if it is left out
  --markdown [FILE]  as a comment for a pull request, into FILE or to standard output
  --json-file FILE   takes what \`pulumi preview --json\` printed instead of running it

Exit code: that of the preview. One that fails is summed up too.`;

await main(
  {
    help: HELP,
    words: true,
    options: {
      markdown: { type: 'boolean', default: false },
      stack: { type: 'string', default: STACK },
      'json-file': { type: 'string' },
    },
  },
  async ({ stack, markdown, 'json-file': source }, [file, ...more]) => {
    if (more.length > 0 || (file !== undefined && !markdown))
      throw new Error(`${[file, ...more].join(' ')} is no option.\n\n${HELP}`);
    const { code, text } = source
      ? { code: 0, text: await readFile(source, 'utf8') }
      : await preview(stack);
    const summary = summarize(readPreview(text, stack));
    if (file) await writeFile(file, asMarkdown(summary));
    const shown = markdown ? asMarkdown(summary) : asText(summary);
    process.stdout.write(file ? `${summary.headline}\n` : shown);
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
