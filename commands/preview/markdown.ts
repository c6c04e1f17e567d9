import type { Section, Summary } from '../shared/preview/summary.ts';

/** GitHub refuses comments of more than 65,536 characters; the rest is room for what a workflow adds. */
export const LIMIT = 60_000;

const ROOM_FOR_NOTICE = 400;

/** Finds the comment of a stack again; invisible when rendered. */
function marker(stack: string): string {
  return `<!-- preview of stack ${stack.replaceAll(/[^\w./-]/g, '_')} -->`;
}

/** The summary as a comment: the full diff is folded, and cut where the limit asks for it. */
export function asMarkdown(summary: Summary, limit = LIMIT): string {
  const { stack, headline, errors, dangers, components, diff } = summary;
  const lines = [
    marker(stack),
    `### ${headline}`,
    ...(errors.length > 0 ? ['', INCOMPLETE, '', ...errors.map(quoted)] : []),
    ...[...dangers, ...components].flatMap(section),
  ];
  const text = fit(lines, limit - ROOM_FOR_NOTICE);
  return `${text}${folded(diff, limit - text.length - ROOM_FOR_NOTICE)}\n`;
}

const INCOMPLETE = 'What follows is not complete.';

function section({ title, sentences }: Section): string[] {
  return ['', `**${title}**`, '', ...sentences.map((sentence) => `- ${sentence}`)];
}

/** The summary for a terminal: without markup but for code, and the command that shows the rest. */
export function asText({ stack, headline, errors, dangers, components, diff }: Summary): string {
  const sections = [...dangers, ...components].flatMap(({ title, sentences }) => [
    '',
    title,
    ...sentences.map((sentence) => `  ${sentence}`),
  ]);
  const rest = `Every property: npm run pulumi -- preview --diff --stack ${stack}`;
  return [
    headline,
    ...(errors.length > 0 ? ['', INCOMPLETE, '', ...errors] : []),
    ...sections,
    ...(diff.length > 0 ? ['', rest] : []),
    '',
  ].join('\n');
}

/** The diff in a block that no value can end. */
function folded(diff: readonly string[], room: number): string {
  const lines = diff.map((line) => line.replaceAll('~~~~~', '~ ~ ~'));
  const kept = lines.slice(0, count(lines, room));
  if (kept.length === 0) return '';
  const omitted = lines.length - kept.length;
  const notice = omitted > 0 ? `\n${omitted} more lines: run \`pulumi preview --diff\`.\n` : '';
  return `\n\n<details><summary>The full diff</summary>\n\n~~~~~diff\n${kept.join('\n')}\n~~~~~\n${notice}\n</details>`;
}

/** As many lines as there is room for; what is first is most important. */
function fit(lines: readonly string[], room: number): string {
  const kept = count(lines, room);
  const text = lines.slice(0, kept).join('\n');
  if (kept === lines.length) return text;
  return `${text}\n\n${lines.length - kept} more lines: run \`pulumi preview\`.`;
}

/** How many of the lines fit. */
function count(lines: readonly string[], room: number): number {
  let left = room;
  const first = lines.findIndex((line) => (left -= line.length + 1) < 0);
  return first < 0 ? lines.length : first;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `>     ${line}`)
    .join('\n');
}
