import { count } from '../shared/shown.ts';
import { LIMIT } from '../preview/markdown.ts';
import type { ActionName } from './actions.ts';
import type { Changed } from './changed.ts';
import type { Outcome } from './order.ts';
import { wavesOf, type Member } from './stacks.ts';

/** What was done with which stacks. */
export interface FleetReport {
  action: ActionName;
  /** How many stacks the fleet has, chosen or not. */
  size: number;
  outcomes: readonly Outcome[];
  /** Where the stacks were chosen by what has changed. */
  changed?: Changed;
}

/** What Pulumi itself exits with where it finds changes that were not expected. */
const DRIFT = 7;

/** 1 if a stack failed or was held back, 7 if there is drift, else 0. */
export function exitCodeOf({ action, outcomes }: FleetReport): number {
  const has = (...any: Outcome['status'][]) => outcomes.some(({ status }) => any.includes(status));
  if (has('failed', 'held back')) return 1;
  return action === 'drift' && has('found') ? DRIFT : 0;
}

/** The stacks for people, in the order in which they are updated. */
export function asList(members: readonly Member[]): string {
  const waves = wavesOf(members);
  const rows = waves.flatMap((wave, index) =>
    wave.map(({ name, platform, needs }) => [String(index + 1), name, platform, needs.join(', ')]),
  );
  return table(['wave', 'stack', 'platform', 'after'], rows);
}

/** The stacks for CI: the names by wave, each a matrix of jobs, and what is known of each. */
export function asMatrix(members: readonly Member[]): string {
  const waves = wavesOf(members);
  const stacks = waves.flatMap((wave, index) =>
    wave.map(({ name, platform, needs }) => ({ stack: name, wave: index + 1, platform, needs })),
  );
  return JSON.stringify({ waves: waves.map((wave) => wave.map(({ name }) => name)), stacks });
}

/** What came of each stack: the reports of those that have something to read, then a table and the counts. */
export function asText(report: FleetReport): string {
  const { outcomes } = report;
  const details = outcomes
    .filter(({ status, details }) => status !== 'passed' && details)
    .flatMap(({ stack, details }) => [`── ${stack}`, details.trimEnd(), '']);
  const rows = outcomes.map(({ stack, status, summary, seconds }) => [
    ...[stack, status, `${seconds.toFixed(1)} s`, summary],
  ]);
  return [
    ...details,
    ...notes(report),
    ...(rows.length > 0 ? [table(['stack', 'result', 'time', ''], rows)] : []),
    headlineOf(report),
  ].join('\n');
}

/** The same for programs. */
export function asJson(report: FleetReport): string {
  const { action, outcomes, changed } = report;
  const stacks = outcomes.map(({ stack, status, summary, details, seconds }) => ({
    ...{ stack, status, summary, seconds },
    ...(status !== 'passed' && { details }),
  }));
  const gone = changed?.gone ?? [];
  return JSON.stringify({ action, stacks, gone, exitCode: exitCodeOf(report) }, null, 2);
}

/** One comment or issue for all stacks: those that have something to read, each in full as far as there is room. */
export function asMarkdown(report: FleetReport): string {
  const { action, outcomes } = report;
  const told = outcomes.filter(({ status }) => status !== 'passed');
  const quiet = outcomes.filter(({ status }) => status === 'passed');
  const room = Math.max(1000, Math.floor((LIMIT - 1000) / Math.max(1, told.length)));
  const parts = [
    `<!-- ${action} of the fleet -->`,
    `## ${headlineOf(report)}`,
    ...notes(report),
    ...told.map((outcome) => sectionOf(outcome, room)),
    ...(quiet.length > 0 && told.length > 0
      ? [`Nothing in ${quiet.map(({ stack }) => `\`${stack}\``).join(', ')}.`]
      : []),
  ];
  const text = `${parts.join('\n\n')}\n`;
  const cut = `\n\nThis is not all of it: run \`npm run fleet -- ${action}\`.\n`;
  return text.length > LIMIT ? text.slice(0, LIMIT - cut.length) + cut : text;
}

function sectionOf({ stack, summary, details, markdown }: Outcome, room: number): string {
  if (markdown) return markdown(room).trim();
  const indented = (details || summary).slice(0, room).replaceAll(/^/gm, '    ');
  return `### Stack \`${stack}\`\n\n${indented}`;
}

const SAID: Readonly<Record<ActionName, { found: string; none: string }>> = {
  preview: { found: 'would change', none: 'Nothing changes' },
  up: { found: '', none: 'All is up' },
  drift: { found: 'have drift', none: 'No drift' },
  verify: { found: '', none: 'All checks pass' },
};

function headlineOf({ action, size, outcomes, changed }: FleetReport): string {
  const of = (status: Outcome['status']) => outcomes.filter((one) => one.status === status).length;
  const { found, none } = SAID[action];
  const among = `in ${outcomes.length} of ${count(size, 'stack')}`;
  if (outcomes.length === 0)
    return changed ? `No stack of ${size} has other settings` : 'There is no stack';
  const parts = [
    of('failed') > 0 && `${of('failed')} failed`,
    of('held back') > 0 && `${of('held back')} not begun`,
    of('found') > 0 && `${of('found')} ${found}`,
  ].filter((part) => part !== false);
  return `${parts.length > 0 ? parts.join(', ') : none} ${among}`;
}

function notes({ changed }: FleetReport): string[] {
  if (!changed) return [];
  const { program, gone } = changed;
  const files = `${program.slice(0, 3).join(', ')}${program.length > 3 ? ' …' : ''}`;
  return [
    ...(program.length > 0
      ? [`The program differs (${files}), which all stacks run: these are all of them.`]
      : []),
    ...gone.map(
      (stack) =>
        `Stack ${stack} has no file any more. What it declared stays: \`npm run destroy -- --stack ${stack}\` removes it.`,
    ),
  ];
}

function table(titles: readonly string[], rows: readonly string[][]): string {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
