import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { clone } from '../../toolchain/paths.ts';

/** A fenced block of a page, without its indentation. */
export interface Block {
  /** The nearest heading above it. */
  heading: string;
  /** What the fence says it is, such as `sh`; empty if it says nothing. */
  language: string;
  text: string;
}

/** The pages that people read, from the root of the repository. */
export const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...pagesIn('docs'),
  ...pagesIn('docs/examples'),
];

function pagesIn(folder: string): string[] {
  const names = readdirSync(join(clone, folder)).filter((name) => name.endsWith('.md'));
  return names.map((name) => `${folder}/${name}`);
}

export function readPage(page: string): string {
  return readFileSync(join(clone, page), 'utf8');
}

/** The blocks of a page in order: fenced ones, and those that four spaces make. */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  /** How far the text of the open block is indented; undefined outside of blocks. */
  let indent: number | undefined;
  let fenced = false;
  for (const line of readPage(page).split('\n')) {
    const [, blanks, language = ''] = /^( *)```(\w*)$/.exec(line) ?? [];
    if (blanks !== undefined) {
      fenced = !fenced;
      indent = fenced ? blanks.length : undefined;
      if (fenced) blocks.push({ heading, language, text: '' });
    } else if (!fenced && line.startsWith('    ')) {
      if (indent === undefined) blocks.push({ heading, language: '', text: '' });
      indent = 4;
    } else if (!fenced) {
      indent = undefined;
      heading = /^#+ (.*)/.exec(line)?.[1] ?? heading;
    }
    if (indent !== undefined && blanks === undefined)
      blocks.at(-1)!.text += `${line.slice(indent)}\n`;
  }
  return blocks;
}

/** The blocks of one language under a heading. */
export function blocksUnder(page: string, heading: string, language: string): string[] {
  const found = blocksOf(page).filter((block) => block.heading === heading);
  return found.filter((block) => block.language === language).map(({ text }) => text);
}
