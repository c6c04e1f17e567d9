import { readFile, writeFile } from 'node:fs/promises';
import { keepingStackFile } from '../toolchain/pulumi.ts';
import { STACK } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';
import { previewOf, readPreview, type Preview } from './shared/preview/changes.ts';
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
    const { code, preview } = source
      ? { code: 0, preview: readPreview(await readFile(source, 'utf8'), stack) }
      : await previewStack(stack);
    const summary = summarize(preview);
    if (file) await writeFile(file, asMarkdown(summary));
    const shown = markdown ? asMarkdown(summary) : asText(summary);
    process.stdout.write(file ? `${summary.headline}\n` : shown);
    return code;
  },
);

async function previewStack(name: string): Promise<{ code: number; preview: Preview }> {
  const tools = await toolsFor(name);
  const seen = await keepingStackFile(tools, () => openStack(tools, name).preview());
  return { code: seen.code, preview: previewOf(seen, name) };
}
