import { escape } from '../drift/report/html.ts';
import type { Summary } from './summary.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --paper: #ffffff; --card: #f7f8fa;
  --line: #d5d8de; --good: #1f8a4c; --bad: #d1242f; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #a0a4ab; --paper: #15171a;
  --card: #1e2125; --line: #3a3f46; --good: #46b877; --bad: #ff6a6a; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 960px; padding: 32px 24px; }
h1 { font-size: 22px; margin: 0 0 16px; } h2 { font-size: 16px; margin: 24px 0 8px; }
ul { margin: 0; padding-left: 20px; } li { overflow-wrap: anywhere; }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
.first { border: 1px solid var(--bad); border-left-width: 6px; border-radius: 8px; padding: 12px 16px; }
.first h2 { color: var(--bad); margin-top: 0; }
summary { margin-top: 24px; color: var(--soft); cursor: pointer; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px;
  overflow-x: auto; }
.add { color: var(--good); } .remove { color: var(--bad); } .head { font-weight: 600; }
`;

/** One page with everything in it: no script, nothing fetched. */
export function asHtml(summary: Summary): string {
  const { stack, headline, errors, dangers, components, diff } = summary;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Preview of ${escape(stack)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${inline(headline)}</h1>
${errors.map((error) => `<pre class="remove">${escape(error)}</pre>\n`).join('')}${
    dangers.length > 0 ? `<div class="first">${section('Look at this first', dangers)}</div>` : ''
  }
${components.map(({ title, notes }) => section(title, notes)).join('\n')}
${diff.length > 0 ? `<details><summary>The full diff</summary><pre>${diff.map(row).join('\n')}</pre></details>` : ''}
</body>
</html>
`;
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
