import type { Drift } from '../detect.ts';
import { count } from '../../shared/shown.ts';
import type { Finding } from '../../shared/finding.ts';

const OTHER_CREDENTIALS =
  "Asked with today's credentials; the last update had others, which the next one replaces.";

/** The findings as a table for people, with a closing line of counts. */
export function asTable({ stack, declared, findings, hasOtherCredentials }: Drift): string {
  const head = hasOtherCredentials ? [OTHER_CREDENTIALS] : [];
  const rows = findings.map((finding) => [
    finding.effect,
    finding.server,
    finding.object,
    changeText(finding),
    finding.meaning,
  ]);
  if (rows.length === 0)
    return [...head, `Stack ${stack}: no drift in ${declared} objects.`].join('\n');
  const titles = ['effect', 'server', 'object', 'found', 'what follows'];
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const found = count(findings.length, 'difference');
  return [
    ...head,
    ...[...lines, ''],
    `Stack ${stack}: ${found} from what is declared (${summary(findings)}).`,
    `What restores them: npm run drift -- --stack ${stack} --fix`,
  ].join('\n');
}

/** What is otherwise, in a few words: `config.anonymous: null → "x"`. */
export function changeText({ kind, property, declared, live }: Finding): string {
  if (kind === 'missing') return 'is gone';
  if (kind === 'foreign') return live ? `was added (${live})` : 'was added';
  return `${property ? `${property}: ` : ''}${declared ?? ''} → ${live ?? ''}`;
}

/** `2 open, 1 breaks`: how many findings there are of each effect. */
export function summary(findings: readonly Finding[]): string {
  const of = (effect: Finding['effect']) => findings.filter((one) => one.effect === effect).length;
  const parts = [
    `${of('opens')} let in more`,
    `${of('breaks')} keep out or divert`,
    `${of('differs')} neither`,
  ];
  return parts.filter((part) => !part.startsWith('0 ')).join(', ');
}
