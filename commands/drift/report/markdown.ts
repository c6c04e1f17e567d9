import type { Drift } from '../detect.ts';
import type { Finding } from '../../shared/finding.ts';
import { remedyText } from '../remedy.ts';
import { drawChain } from './mermaid.ts';
import { count } from '../../shared/shown.ts';
import { changeText, summary } from './table.ts';

/** GitHub refuses comments and issues of more than 65,536 characters. */
const LONGEST = 60_000;

const HEADINGS: Readonly<Record<Finding['effect'], string>> = {
  opens: 'Lets in more than declared',
  breaks: 'Keeps out or diverts what is declared',
  differs: 'Differs otherwise',
};

/**
 * The findings for an issue or a pull request, below a picture of the chain of trust: the same findings always make the
 * same text.
 */
export function asMarkdown({ stack, declared, findings, chain }: Drift): string {
  const head = [`## Drift in stack ${code(stack)}`, ''];
  if (findings.length === 0) {
    const none = `None: all ${declared} objects are as declared.`;
    return [...head, none, '', ...drawChain(chain)].join('\n');
  }
  head.push(
    `${count(findings.length, 'difference')} from what is declared: ${summary(findings)}.`,
    `\`npm run drift -- --stack ${stack} --fix\` shows and makes what restores them.`,
  );
  const groups = (Object.keys(HEADINGS) as Finding['effect'][]).flatMap((effect) => {
    const own = findings.filter((finding) => finding.effect === effect);
    return own.length === 0 ? [] : ['', `### ${HEADINGS[effect]}`, '', ...tableOf(own)];
  });
  return cut([...head, '', ...drawChain(chain), ...groups.slice(1), '']);
}

function tableOf(findings: readonly Finding[]): string[] {
  return [
    '| Object | Found | What follows | Restored by |',
    '| --- | --- | --- | --- |',
    ...findings.map((finding) => {
      const { server, object, meaning } = finding;
      const found = code(changeText(finding));
      return `| ${cell(`${server}: ${object}`)} | ${found} | ${cell(meaning)} | ${cell(remedyText(finding))} |`;
    }),
  ];
}

/** Whole lines up to the limit; the first ones, which sum up, are always among them. */
function cut(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > LONGEST)
      return [...kept, '', `${lines.length - kept.length} more lines are left out.`, ''].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

/** Names come from servers that others write to: nothing in them is markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#|~@]/g, '\\$&');
}

function code(text: string): string {
  return `\`${text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')}\``;
}
