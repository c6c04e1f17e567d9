import { escape, page } from '../page.ts';
import type { Summary } from './summary.ts';

const STYLE = `
h1 { margin: 0 0 16px; } h2 { margin: 24px 0 8px; }
ul { margin: 0; padding-left: 20px; } li { overflow-wrap: anywhere; }
.first { border: 1px solid var(--bad); border-left-width: 6px; border-radius: 8px; padding: 12px 16px; }
.first h2 { color: var(--bad); margin-top: 0; }
summary { margin-top: 24px; color: var(--soft); cursor: pointer; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px;
  overflow-x: auto; }
.add { color: var(--good); } .remove { color: var(--bad); } .head { font-weight: 600; }
`;

/** What a reviewer reads first, the dangerous changes on top and the full diff folded below. */
export function asHtml(summary: Summary): string {
  const { stack, headline, errors, dangers, components, diff } = summary;
  const body = `<h1>${inline(headline)}</h1>
${errors.map((error) => `<pre class="remove">${escape(error)}</pre>\n`).join('')}${
    dangers.length > 0 ? `<div class="first">${section('Look at this first', dangers)}</div>` : ''
  }
${components.map(({ title, notes }) => section(title, notes)).join('\n')}
${diff.length > 0 ? `<details><summary>The full diff</summary><pre>${diff.map(row).join('\n')}</pre></details>` : ''}`;
  return page({ title: `Preview of ${stack}`, width: 960, style: STYLE, body });
}

function section(title: string, sentences: readonly string[]): string {
  const items = sentences.map((sentence) => `<li>${inline(sentence)}</li>`);
  return `<h2>${inline(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
}

/** A sentence's only markup is code, between as many backticks as its text needs. */
function inline(sentence: string): string {
  return sentence
    .split(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g)
    .map((part, index) => {
      if (index % 3 === 0) return escape(part);
      if (index % 3 === 1) return '';
      return `<code>${escape(part.replace(/^ (`.*`|`.*|.*`) $/, '$1'))}</code>`;
    })
    .join('');
}

/** Properties stand deeper than the resource whose they are. */
function row(line: string): string {
  const sign = line.startsWith('+') ? 'add' : 'remove';
  return `<span class="${/^[+-] {5}/.test(line) ? sign : 'head'}">${escape(line)}</span>`;
}
