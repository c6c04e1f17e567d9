import { NAMESPACE } from '../../settings/read.ts';
import { user } from '../../catalogue/fusionauth/users.ts';
import { propertyChanges } from '../shared/preview/properties.ts';
import type { Change } from '../../catalogue/change.ts';
import { count, oneLine } from '../shared/shown.ts';
import { shortType } from '../shared/urn.ts';
import type { Adoption } from './adopt.ts';
import type { Found } from './found.ts';
import { keyOf } from './import-file.ts';

/** What was found, before anything is written. */
export function planText(stack: string, { settings, ids, notes }: Found): string {
  const { issuer, tenant, keyClaim, applications, machines = [], apis } = settings;
  return [
    `Found for stack ${stack}: issuer ${issuer} (tenant ${tenant}), keys looked up by ${keyClaim}.`,
    ...applications.map(
      ({ name, consumer, keys, users }) =>
        `  application ${name}: consumer ${consumer}, ${count(keys.length, 'key')}, ${count(users.length, 'user')}`,
    ),
    ...machines.map(
      ({ name, consumer, grants }) =>
        `  machine ${name}: consumer ${consumer}, may call ${grants.map(({ api }) => api).join(', ')}`,
    ),
    ...apis.map(
      ({ name, upstream, routes }) =>
        `  API ${name}: ${routes.flatMap(({ paths }) => paths).join(', ')} to ${upstream}`,
    ),
    ...section('Not taken over:', notes),
    '',
    `To do: write these settings into Pulumi.${stack}.yaml and import ${count(ids.size, 'object')} into the ` +
      'state. Kong and FusionAuth are only read.',
  ]
    .map(oneLine)
    .join('\n');
}

/** What was taken over, and what the next update would change. */
export function resultText(stack: string, { imported, preview, unseen }: Adoption): string {
  const { changes } = preview;
  const outcome = changes.length > 0 ? 'change this:' : 'change nothing.';
  const hasUser = imported.some(({ type }) => type === user.type);
  return [
    `${count(imported.length, 'object')} imported. \`pulumi up --stack ${stack}\` would ${outcome}`,
    ...changes.flatMap(changeLines),
    ...section('Set back to its default, for the program says nothing about it:', unseen),
    ...(hasUser ? ['', PASSWORDS] : []),
  ].join('\n');
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
export function asJson(stack: string, { notes }: Found, adoption: Adoption): string {
  const { imported, preview, unseen } = adoption;
  return JSON.stringify(
    {
      stack,
      imported: imported.map((one) => ({ resource: keyOf(one), id: one.id })),
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

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];
}
