import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clone } from '../../toolchain/paths.ts';
import { PAGES, readPage } from './page.ts';

/** The address of a heading, as GitHub and GitLab make it. */
function anchorOf(heading: string): string {
  const plain = heading.replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

describe('the links of the pages', () => {
  it.each(PAGES)('%s', (page) => {
    const links = [...readPage(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(clone, file))) return true;
      if (anchor === undefined || statSync(join(clone, file)).isDirectory()) return false;
      const text = readFileSync(join(clone, file), 'utf8');
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
      return !headings.includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it('lead from the README to every page', () => {
    const text = PAGES.map(readPage).join('\n');
    const unreached = PAGES.filter((page) => {
      const name = page.split('/').at(-1)!;
      return page !== 'README.md' && !page.startsWith('docs/examples/') && !text.includes(name);
    });
    expect(unreached).toEqual([]);
  });
});
