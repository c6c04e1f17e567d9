import { NAMESPACE } from '../../settings/read.ts';
import { user } from '../../catalogue/fusionauth/users.ts';
import { propertyChanges } from '../shared/preview/properties.ts';
import type { Change } from '../../catalogue/change.ts';
import { count, firstOf, oneLine } from '../shared/shown.ts';
import { shortType } from '../shared/urn.ts';
import { acceptedName } from '../shared/finding.ts';
import type { Preview } from '../shared/preview/changes.ts';
import { summarize } from '../shared/preview/summary.ts';
import type { Adoption } from './adopt.ts';
import type { Found } from './found.ts';
import { keyOf } from '../shared/import-file.ts';

/** A report, and what was too long for it. */
export interface Report {
  text: string;
  /** The whole, where the text leaves out some of it. */
  whole?: string;
}

/** Lines of a section that are shown; the rest is a count. */
const SHOWN = 12;
const LOSES_ACCESS = 'Who loses access, or is answered otherwise, after `pulumi up`:';

/** What was found, before anything is written. */
export function planText(stack: string, found: Found): Report {
  const { issuer, tenant, keyClaim, applications, machines = [], apis } = found.settings;
  const head = `Found for stack ${stack}: issuer ${issuer} (tenant ${tenant}), keys looked up by ${keyClaim}.`;
  const named = [
    ...applications.map(
      ({ name, consumer, keys, users }) =>
        `application ${name}: consumer ${consumer}, ${count(keys.length, 'key')}, ${count(users.length, 'user')}`,
    ),
    ...machines.map(
      ({ name, consumer, grants }) =>
        `machine ${name}: consumer ${consumer}, may call ${grants.map(({ api }) => api).join(', ')}`,
    ),
    ...apis.map(
      ({ name, upstream, routes }) =>
        `API ${name}: ${routes.flatMap(({ paths = [] }) => paths).join(', ')} to ${upstream}`,
    ),
  ];
  return reported((shown) => [
    ...section(LOSES_ACCESS, [...found.shutOut, ...found.refused], shown),
    ...section(head, named, shown),
    ...section(`Not taken over (${found.notes.length}):`, found.notes, shown),
    '',
    `To do: write these settings into Pulumi.${stack}.yaml and import ${count(found.ids.size, 'object')} into the ` +
      'state. Kong and FusionAuth are only read.',
  ]);
}

/** What was taken over, and what the next update would change. */
export function resultText(
  stack: string,
  { shutOut }: Found,
  { imported, preview, unseen, left }: Adoption,
): Report {
  const { changes } = preview;
  const outcome = changes.length > 0 ? 'change this:' : 'change nothing.';
  const hasUser = imported.some(({ type }) => type === user.type);
  const [losses = [], ...dangers] = DANGERS.map((title) => dangersOf(preview, title));
  const leaves = left.map((one) => `${acceptedName(one)} (${one.meaning})`);
  return reported((shown) => [
    ...section(LOSES_ACCESS, [...shutOut, ...losses], shown),
    ...dangers.flatMap((sentences, index) => section(`${DANGERS[index + 1]}:`, sentences, shown)),
    ...section('Set back to its default, for the program says nothing about it:', unseen, shown),
    ...section(
      'Left to others, by name in the setting `leaves`, so that drift is quiet about it:',
      leaves,
      shown,
    ),
    '',
    `${count(imported.length, 'object')} imported. \`pulumi up --stack ${stack}\` would ${outcome}`,
    ...changes.flatMap(changeLines),
    ...(hasUser ? ['', PASSWORDS] : []),
  ]);
}

const DANGERS = ['Who loses access', 'What becomes weaker or wider', 'What may be lost'] as const;

function dangersOf(preview: Preview, wanted: string): string[] {
  const { dangers } = summarize(preview);
  const found = dangers.find(({ title }) => title === wanted);
  return (found?.sentences ?? []).map((sentence) => sentence.replaceAll('`', ''));
}

/** @param lines the report, with so many lines of each section. */
function reported(lines: (shown: number) => string[]): Report {
  const [text, whole] = [lines(SHOWN), lines(Infinity)].map((all) =>
    all.map(oneLine).join('\n').trimStart(),
  );
  return text === whole ? { text: text! } : { text: text!, whole: whole! };
}

const PASSWORDS =
  'Passwords stay as they are, and the stack does not know them. For `npm run verify`, tell it one: ' +
  `pulumi config set --secret --path '${NAMESPACE}:applications[0].users[0].password'`;

function changeLines(change: Change): string[] {
  const properties = propertyChanges(change);
  const head = `  ${change.operation} ${shortType(change.type)} ${change.name}`;
  if (change.operation === 'create') return [head];
  if (properties.length === 0) return [`${head}: the state alone`];
  return [head, ...properties.map((one) => `    ${one.path}: ${one.before} -> ${one.after}`)].map(
    oneLine,
  );
}

/** Both for programs. */
export function asJson(stack: string, found: Found, adoption: Adoption): string {
  const { notes, shutOut, refused } = found;
  const { imported, preview, unseen, left } = adoption;
  return JSON.stringify(
    {
      stack,
      imported: imported.map((one) => ({ resource: keyOf(one), id: one.id })),
      losesAccess: [...shutOut, ...refused],
      leaves: left.map(acceptedName),
      notTakenOver: notes,
      setBack: unseen,
      changes: preview.changes.map((change) => ({
        operation: change.operation,
        type: change.type,
        name: change.name,
        properties: propertyChanges(change),
      })),
    },
    null,
    2,
  );
}

function section(title: string, lines: readonly string[], shown: number): string[] {
  if (lines.length === 0) return [];
  return ['', title, ...firstOf(lines, shown).map((line) => `  ${line}`)];
}
