import { consequenceOf, kindOf } from '../../../catalogue/catalogue.ts';
import type { Change, Operation } from '../../../catalogue/change.ts';
import { keyPair } from '../../../catalogue/fusionauth/keys.ts';
import { breaks, differs, type Kind, type Statement } from '../../../catalogue/kind.ts';
import { harmless } from '../../../catalogue/redact.ts';
import { code, loses } from '../../../catalogue/statement.ts';
import { shortType } from '../urn.ts';
import type { Preview } from './changes.ts';
import { propertyChanges } from './properties.ts';

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
const DANGERS: readonly { title: string; has: (statement: Statement) => boolean }[] = [
  { title: 'Who loses access', has: ({ effect, isLoss }) => effect === 'breaks' && !isLoss },
  { title: 'What becomes weaker or wider', has: ({ effect }) => effect === 'opens' },
  { title: 'What may be lost', has: ({ isLoss = false }) => isLoss },
];

/** Puts a preview into the words of those who run the gateway. */
export function summarize({ stack, changes, errors, warnings }: Preview): Summary {
  const told = speaking(changes).map((change) => ({ change, statements: describe(change) }));
  const failed = errors.length > 0 ? 'failed, ' : '';
  return {
    stack,
    headline: `Preview of ${code(stack)}: ${failed}${counts(changes)}`,
    errors: errors.map(harmless),
    dangers: [
      ...DANGERS.map(({ title, has }) => ({
        title,
        sentences: told.flatMap(({ change, statements }) =>
          statements.filter(has).map(({ meaning }) => placed(change, meaning)),
        ),
      })),
      // In the program's words, which hold names of anybody's choice.
      {
        title: 'What the program warns of',
        sentences: warnings.map(code),
      },
    ].filter(({ sentences }) => sentences.length > 0),
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
      .filter(({ type }) => kindOf(type)?.heads)
      .map((change) => `${change.operation} ${place(change)}`),
  );
  return changes.filter((change) => {
    const { operation, type, component } = change;
    const isPart = operation === 'delete' || type === keyPair.type;
    const hasHead = component && heads.has(`${operation} ${place(change)}`);
    return kindOf(type)?.heads || !isPart || !hasHead;
  });
}

function describe(change: Change): Statement[] {
  const { operation, type, name } = change;
  if (operation === 'forget')
    return [differs(`${code(name)} is no longer managed; it stays as it is.`)];
  const kind = kindOf(type);
  if (!kind) return describeOther(change);
  return kind.describe?.(change) ?? describeByProperties(kind, change);
}

/** In the words that the catalogue has for what is gone and for each property. */
function describeByProperties({ title, missing }: Kind, change: Change): Statement[] {
  const { operation, type, name, before, after } = change;
  const what = `${title[0]!.toUpperCase()}${title.slice(1)} ${code(after['name'] ?? before['name'] ?? name)}`;
  switch (operation) {
    case 'delete':
      return [
        {
          ...(missing ?? breaks('')),
          meaning: `${what} is deleted: ${missing?.meaning ?? 'it is gone'}.`,
        },
      ];
    case 'replace':
      return [breaks(`${what} is replaced: it is away for a moment.`)];
    case 'update':
      return propertyChanges(change).map(({ path }) => {
        const [from, to] = [before, after].map((inputs) => inputs[path.split('.')[0]!]);
        const { effect, meaning } = consequenceOf(type, path, from, to);
        return { effect, meaning: `${what}: ${meaning}.` };
      });
    default:
      return [differs(`${what} is ${operation === 'import' ? 'taken over' : 'new'}.`)];
  }
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
  return [verb ? differs(`${what} ${verb}.`) : breaks(`${what} is ${operation}d.`)];
}

/** What else happens, under a title for each component. */
function perComponent(told: readonly Told[]): Section[] {
  const groups = Map.groupBy(told, ({ change }) => place(change));
  return [...groups].flatMap(([title, members]) => {
    const notes = members.flatMap(({ statements }) =>
      statements.filter(({ effect }) => effect === 'differs').map(({ meaning }) => meaning),
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
