import { shortType } from '../urn.ts';
import { HEADS, type Change, type Operation, type Preview } from './changes.ts';
import { DOCKER } from './describe-docker.ts';
import { FUSIONAUTH } from './describe-fusionauth.ts';
import { KONG } from './describe-kong.ts';
import { propertyChanges } from './properties.ts';
import { harmless } from './redact.ts';
import { breaks, code, loses, note, type Effect, type Statement } from './statement.ts';

/** What a reviewer is told. Sentences are Markdown with no other markup than code. */
export interface Summary {
  stack: string;
  /** How much changes, in one line. */
  headline: string;
  /** Why the preview failed, in plain text. */
  errors: string[];
  /** What has to be read first: who is refused, what lets more in, what may be lost. */
  dangers: Section[];
  /** What else happens, by component. */
  components: Section[];
  /** Every property that changes, in the manner of diff. */
  diff: string[];
}

export interface Section {
  title: string;
  sentences: string[];
}

/** The dangers, in the order in which they are told. */
const DANGERS: readonly (readonly [Effect, string])[] = [
  ['breaks', 'Who loses access'],
  ['opens', 'What becomes weaker or wider'],
  ['loses', 'What may be lost'],
];

/** Puts a preview into the words of those who run the gateway. */
export function summarize({ stack, changes, errors }: Preview): Summary {
  const told = speaking(changes).map((change) => ({ change, statements: describe(change) }));
  const failed = errors.length > 0 ? 'failed, ' : '';
  return {
    stack,
    headline: `Preview of ${code(stack)}: ${failed}${counts(changes)}`,
    errors: errors.map(harmless),
    dangers: DANGERS.map(([effect, title]) => ({
      title,
      sentences: told.flatMap(({ change, statements }) =>
        statements.filter((one) => one.effect === effect).map(({ text }) => placed(change, text)),
      ),
    })).filter(({ sentences }) => sentences.length > 0),
    components: perComponent(told),
    diff: changes.flatMap(diffOf),
  };
}

interface Told {
  change: Change;
  statements: Statement[];
}

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
  return (KINDS[type] ?? describeOther)(change);
}

const KINDS: Readonly<Record<string, (change: Change) => Statement[]>> = {
  ...FUSIONAUTH,
  ...KONG,
  ...DOCKER,
};

/** Whether a kind of resource has words of its own. */
export function isTold(type: string): boolean {
  return type in KINDS;
}

function describeOther({ operation, type, name }: Change): Statement[] {
  const what = `${shortType(type)} ${code(name)}`;
  if (type.startsWith('pulumi:providers:')) {
    const server = shortType(type);
    if (operation === 'create' || operation === 'delete') return [];
    return [
      loses(`The ${server} provider changes: see below whether it is still the same server.`),
    ];
  }
  const verb = { create: 'is new', update: 'changes', import: 'is taken over' }[
    operation as string
  ];
  return [verb ? note(`${what} ${verb}.`) : breaks(`${what} is ${operation}d.`)];
}

/** What else happens, under a title for each component. */
function perComponent(told: readonly Told[]): Section[] {
  const groups = Map.groupBy(told, ({ change }) => place(change));
  return [...groups].flatMap(([title, members]) => {
    const notes = members.flatMap(({ statements }) =>
      statements.filter(({ effect }) => effect === 'differs').map(({ text }) => text),
    );
    return notes.length > 0 ? [{ title, sentences: [...new Set(notes)] }] : [];
  });
}

const TITLES: Readonly<Record<string, string>> = {
  Issuer: 'Issuer',
  Application: 'Application',
  SigningKey: 'Signing key',
  TrustedApplication: 'Trust of Kong in',
  ProtectedApi: 'API',
  GrantedApi: 'API for machines',
  DockerPlatform: 'Platform',
  Database: 'Server',
  KongServer: 'Server',
  FusionAuthServer: 'Server',
};

function place({ component }: Change): string {
  if (!component) return 'Outside of components';
  const type = shortType(component.type);
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
  return [head, ...properties];
}
