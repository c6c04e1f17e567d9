import type { Drift } from '../detect.ts';
import type { Finding } from '../finding.ts';
import { remedyText } from '../remedy.ts';
import { drawChain } from './picture.ts';
import { changeText, count, summary } from './table.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --paper: #ffffff; --card: #f7f8fa;
  --line: #d5d8de; --good: #1f8a4c; --bad: #d1242f; --warn: #b07d00; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #a0a4ab; --paper: #15171a;
  --card: #1e2125; --line: #3a3f46; --good: #46b877; --bad: #ff6a6a; --warn: #e3b341; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  max-width: 1120px; padding: 32px 24px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 32px 0 8px; }
p { margin: 0 0 16px; color: var(--soft); }
.verdict { font-weight: 600; } .none { color: var(--good); } .some { color: var(--bad); }
.chain { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
svg { display: block; font: 13px system-ui, sans-serif; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
code { font: 13px ui-monospace, monospace; }
.opens, .breaks { color: var(--bad); } .differs { color: var(--warn); }
`;

/** One page with everything in it: no script, nothing fetched, readable without a network. */
export function asHtml(drift: Drift, at: Date): string {
  const { stack, declared, findings, chain } = drift;
  const verdict =
    findings.length === 0
      ? `<span class="none">No drift in ${declared} objects.</span>`
      : `<span class="some">${count(findings.length, 'difference')} from what is declared: ${summary(findings)}.</span>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Drift in stack ${escape(stack)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Drift in stack ${escape(stack)}</h1>
<p><span class="verdict">${verdict}</span> Looked at ${escape(at.toISOString())}.</p>
<h2>Chain of trust</h2>
<div class="chain">${drawChain(chain)}</div>
${findings.length === 0 ? '' : `<h2>Findings</h2>\n${tableOf(findings)}`}
</body>
</html>
`;
}

function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(
    (finding) => `<tr>
<td class="${finding.effect}">${finding.effect}</td>
<td>${escape(`${finding.server}: ${finding.object}`)}</td>
<td><code>${escape(changeText(finding))}</code></td>
<td>${escape(finding.meaning)}</td>
<td><code>${escape(remedyText(finding))}</code></td>
</tr>`,
  );
  const head = ['Effect', 'Object', 'Found', 'What follows', 'Restored by'];
  return `<table>
<thead><tr>${head.map((text) => `<th>${text}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Text as HTML and XML show it. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
