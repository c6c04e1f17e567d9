import type { Change, Operation, Preview } from './changes.ts';
import { FUSIONAUTH } from './describe-fusionauth.ts';
import { KONG } from './describe-kong.ts';
import { propertyChanges } from './properties.ts';
import { harmless } from './redact.ts';
import { code, danger, note, type Statement } from './statement.ts';

/** GitHub refuses comments of more than 65,536 characters; the rest is room for what a workflow adds. */
export const LIMIT = 60_000;

/** Finds the comment of a stack again; invisible when rendered. */
export function marker(stack: string): string {
  return `<!-- preview of stack ${stack.replaceAll(/[^\w./-]/g, '_')} -->`;
}

/** The summary that a reviewer reads: dangers, what changes per component, and the full diff folded. */
export function asMarkdown({ stack, changes, errors }: Preview, limit = LIMIT): string {
  const told = speaking(changes).map((change) => ({ change, statements: describe(change) }));
  const dangers = told.flatMap(({ change, statements }) =>
    statements.filter((s) => s.dangerous).map(({ text }) => `- ${placed(change, text)}`),
  );
  const failed = errors.length > 0 ? 'failed, ' : '';
  const head = [marker(stack), `### Preview of ${code(stack)}: ${failed}${counts(changes)}`];
  if (errors.length > 0) {
    head.push(
      '',
      'What follows is not complete.',
      '',
      ...errors.map((error) => quoted(harmless(error))),
    );
  }
  const warning = dangers.length > 0 ? ['', '**Look at this first**', '', ...dangers] : [];
  const summary = fit([...head, ...warning, ...perComponent(told)], limit - ROOM_FOR_NOTICE);
  const rest = limit - summary.length - ROOM_FOR_NOTICE;
  return `${summary}${fullDiff(changes, rest)}\n`;
}

/** The summary in one line. */
export function headline(summary: string): string {
  return /^### (.*)$/m.exec(summary)?.[1] ?? '';
}

const ROOM_FOR_NOTICE = 400;

interface Told {
  change: Change;
  statements: Statement[];
}

/** What speaks for a whole component: with it, the rest of the component goes. */
const HEADS = [
  'fusionauth:index/application:Application',
  'fusionauth:index/importedKey:ImportedKey',
  'fusionauth:index/key:Key',
  'fusionauth:index/tenant:Tenant',
  'kong:index/consumer:Consumer',
  'kong:index/service:Service',
];

/** The changes without those that go without saying: parts of what is deleted, the pair behind a key. */
function speaking(changes: readonly Change[]): Change[] {
  const heads = new Set(
    changes
      .filter(({ type }) => HEADS.includes(type))
      .map((change) => `${change.operation} ${place(change)}`),
  );
  return changes.filter((change) => {
    const { operation, type, component } = change;
    const isPart = operation === 'delete' || type.startsWith('tls:');
    const hasHead = component && heads.has(`${operation} ${place(change)}`);
    return HEADS.includes(type) || !isPart || !hasHead;
  });
}

function describe(change: Change): Statement[] {
  const { operation, type, name } = change;
  if (operation === 'forget')
    return [note(`${code(name)} is no longer managed; it stays as it is.`)];
  return (FUSIONAUTH[type] ?? KONG[type] ?? describeOther)(change);
}

function describeOther({ operation, type, name }: Change): Statement[] {
  const what = `${type.split(':').at(-1)} ${code(name)}`;
  if (type.startsWith('pulumi:providers:')) {
    const server = type.split(':').at(-1);
    if (operation === 'create' || operation === 'delete') return [];
    return [
      danger(`The ${server} provider changes: see below whether it is still the same server.`),
    ];
  }
  const verb = { create: 'is new', update: 'changes', import: 'is taken over' }[
    operation as string
  ];
  return [verb ? note(`${what} ${verb}.`) : danger(`${what} is ${operation}d.`)];
}

/** What else happens, under a title for each component. */
function perComponent(told: readonly Told[]): string[] {
  const groups = Map.groupBy(told, ({ change }) => place(change));
  return [...groups].flatMap(([title, members]) => {
    const lines = members.flatMap(({ statements }) =>
      statements.filter((s) => !s.dangerous).map(({ text }) => `- ${text}`),
    );
    return lines.length > 0 ? ['', `**${title}**`, '', ...new Set(lines)] : [];
  });
}

const TITLES: Readonly<Record<string, string>> = {
  Issuer: 'Issuer',
  Application: 'Application',
  SigningKey: 'Signing key',
  TrustedApplication: 'Trust of Kong in',
  ProtectedApi: 'API',
};

function place({ component }: Change): string {
  if (!component) return 'Outside of components';
  const type = component.type.split(':').at(-1)!;
  return `${TITLES[type] ?? type} ${code(component.name)}`;
}

/** A sentence with its place, unless it names that itself. */
function placed(change: Change, sentence: string): string {
  const { component } = change;
  const named = !component || sentence.includes(code(component.name));
  return named ? sentence : `${place(change)}: ${sentence}`;
}

const SIGNS: readonly (readonly [Operation, string])[] = [
  ['create', 'to create'],
  ['update', 'to change'],
  ['replace', 'to replace'],
  ['delete', 'to delete'],
  ['import', 'to import'],
  ['forget', 'to forget'],
];

function counts(changes: readonly Change[]): string {
  const parts = SIGNS.map(([operation, text]) => {
    const count = changes.filter((change) => change.operation === operation).length;
    return count > 0 ? `${count} ${text}` : '';
  }).filter(Boolean);
  return parts.join(', ') || 'nothing to change';
}

function fullDiff(changes: readonly Change[], room: number): string {
  if (changes.length === 0) return '';
  const lines = changes.flatMap(diffOf);
  const kept: string[] = [];
  let left = room;
  for (const line of lines) {
    if (line.length + 1 > left) break;
    left -= line.length + 1;
    kept.push(line);
  }
  if (kept.length === 0) return '';
  const omitted = lines.length - kept.length;
  const notice = omitted > 0 ? `\n${omitted} more lines: run \`pulumi preview --diff\`.\n` : '';
  // A value with backticks must not end the block.
  return `\n\n<details><summary>The full diff</summary>\n\n~~~~~diff\n${kept.join('\n')}\n~~~~~\n${notice}\n</details>`;
}

const DIFF_SIGN: Readonly<Record<Operation, string>> = {
  create: '+',
  update: '!',
  replace: '!',
  delete: '-',
  import: '+',
  forget: '-',
};

function diffOf(change: Change): string[] {
  const { operation, type, name, replacedFor } = change;
  const why = replacedFor.length > 0 ? ` (because of ${replacedFor.join(', ')})` : '';
  const head = `${DIFF_SIGN[operation]} ${operation} ${type} ${name}${why}`;
  const properties = propertyChanges(change).flatMap(({ path, before, after }) => [
    ...(before === 'none' ? [] : [`-     ${path}: ${before}`]),
    ...(after === 'none' ? [] : [`+     ${path}: ${after}`]),
  ]);
  return [head, ...properties].map((line) => line.replaceAll('~~~~~', '~ ~ ~'));
}

/** As many lines as there is room for; what is first is most important. */
function fit(lines: readonly string[], room: number): string {
  const text = lines.join('\n');
  if (text.length <= room) return text;
  let left = room;
  const count = lines.findIndex((line) => (left -= line.length + 1) < 0);
  return `${lines.slice(0, count).join('\n')}\n\n${lines.length - count} more lines: run \`pulumi preview\`.`;
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `>     ${line}`)
    .join('\n');
}
