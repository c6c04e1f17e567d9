import { escape, page } from '../../page.ts';
import type { Drift } from '../detect.ts';
import type { Finding } from '../finding.ts';
import { remedyText } from '../remedy.ts';
import { drawChain } from './picture.ts';
import { changeText, count, summary } from './table.ts';

const STYLE = `
h1 { margin: 0 0 4px; } h2 { margin: 32px 0 8px; }
p { margin: 0 0 16px; color: var(--soft); }
.verdict { font-weight: 600; } .none { color: var(--good); } .some { color: var(--bad); }
.chain { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
svg { display: block; font: 13px system-ui, sans-serif; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td { overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; }
.opens, .breaks { color: var(--bad); } .differs { color: var(--warn); }
`;

/** What was found, below a picture of the chain of trust with the broken links in red. */
export function asHtml(drift: Drift, at: Date): string {
  const { stack, declared, findings, chain } = drift;
  const verdict =
    findings.length === 0
      ? `<span class="none">No drift in ${declared} objects.</span>`
      : `<span class="some">${count(findings.length, 'difference')} from what is declared: ${summary(findings)}.</span>`;
  const title = `Drift in stack ${stack}`;
  const body = `<h1>${escape(title)}</h1>
<p><span class="verdict">${verdict}</span> Looked at ${escape(at.toISOString())}.</p>
<h2>Chain of trust</h2>
<div class="chain">${drawChain(chain)}</div>
${findings.length === 0 ? '' : `<h2>Findings</h2>\n${tableOf(findings)}`}`;
  return page({ title, width: 1120, style: STYLE, body });
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
