import {
  connect,
  declaredOf,
  detect,
  type Connections,
  type Drift,
  type Subject,
} from './detect.ts';
import type { Server } from '../../catalogue/kind.ts';
import type { Finding } from '../shared/finding.ts';
import type { Declared } from '../shared/declared.ts';
import type { Change } from '../../catalogue/change.ts';
import { isObject } from '../../catalogue/values.ts';
import { pendingText } from './pending.ts';
import { remedyOf, remedyText, type Remedy } from './remedy.ts';

/** What a person has said about a fix. */
export interface FixOptions {
  /** The foreign objects that are to go, by their names in the report. */
  remove?: readonly string[];
  /** Whether what is stronger or narrower than declared may be set back. */
  weaken?: boolean;
}

/** What `--fix` would do, in its order, and what the update would deploy besides. */
export function planText(
  { findings }: Drift,
  pending: readonly Change[],
  { remove = [], weaken = true }: FixOptions = {},
): string {
  const weaker = findings.filter(({ weakens }) => weakens !== undefined);
  const others = findings.filter((one) => !weaker.includes(one));
  const foreign = findings.filter((one) => remedyOf(one) === 'remove');
  const isNamed = ({ object }: Finding) => remove.includes(object);
  return [
    ...section(
      weaken ? 'Look at this first, it makes weaker or wider what is there:' : LEFT_STRONGER,
      weaker.map((one) => `${lineOf(one)}\n      ${one.weakens}`),
    ),
    ...section('Remove what was added by hand:', foreign.filter(isNamed).map(withRequest)),
    ...section(
      "Left as it is, for nobody named it (--remove 'NAME'):",
      foreign.filter((one) => !isNamed(one)).map(lineOf),
    ),
    ...section('Set back what Pulumi does not restore:', named(others, 'restore')),
    ...section('Let `pulumi up --refresh` restore:', named(others, 'pulumi')),
    ...(pending.length > 0
      ? ['Deploy with that, since the program declares it anew:', ...pendingText(pending)]
      : []),
    ...section('Expected to follow from that:', named(others, 'hand')),
  ].join('\n');
}

const LEFT_STRONGER = 'Left as it is with --yes, for setting it back makes it weaker or wider:';

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [title, ...lines] : [];
}

function named(findings: readonly Finding[], remedy: Remedy): string[] {
  return findings
    .filter((finding) => remedyOf(finding) === remedy)
    .map((finding) =>
      remedy === 'hand' || (remedy === 'pulumi' && !finding.makesWay)
        ? lineOf(finding)
        : withRequest(finding),
    );
}

function lineOf({ object, property }: Finding): string {
  return `  ${property ? `${object}, ${property}` : object}`;
}

function withRequest(finding: Finding): string {
  return `${lineOf(finding)}\n      ${remedyText(finding)}`;
}

/** Whether restoring takes an update, which deploys whatever is pending. */
export function needsUpdate({ findings }: Drift): boolean {
  return findings.some((finding) => remedyOf(finding) === 'pulumi');
}

/**
 * Restores what is declared, and looks again.
 *
 * Only what the plan named is touched. What others made goes only if it is named, and first, since it may stand in the
 * way of what is missing; what Pulumi does not restore is set back before an update takes it over into the
 * state as if it were declared.
 *
 * @param up runs `pulumi up --refresh --yes` and resolves to its exit code.
 * @returns what is left.
 * @throws Error before anything is changed if a protected key has to be replaced, if a named object is none of the
 *   report's, or if an update would make weaker what it may not; Error if a server refuses a request or the update fails.
 */
export async function fix(
  subject: Subject,
  drift: Drift,
  up: () => Promise<number>,
  { remove = [], weaken = false }: FixOptions = {},
): Promise<Drift> {
  requireForeign(drift, remove);
  const findings = drift.findings.filter(({ weakens }) => weaken || weakens === undefined);
  if (!weaken) requireNothingWeaker(drift);
  const of = (remedy: Remedy) => findings.filter((finding) => remedyOf(finding) === remedy);
  const declared = await declaredOf(subject);
  requireReplaceable(declared, drift);
  const connections = connect(declared);
  for (const { server, request, object } of of('remove')) {
    if (!remove.includes(object)) continue;
    await connectionOf(connections, server).remove(request!.path);
  }
  for (const { server, path, body } of restorations(findings)) {
    await connectionOf(connections, server).patch(path, body);
  }
  for (const { server, makesWay } of of('pulumi')) {
    if (!makesWay) continue;
    await connectionOf(connections, server).send(makesWay.method, makesWay.path, {
      body: makesWay.body,
    });
  }
  if (needsUpdate({ ...drift, findings })) {
    const code = await up();
    if (code !== 0) throw new Error(`pulumi up --refresh ended with ${code}; see above.`);
  }
  return detect(subject);
}

function requireForeign({ findings }: Drift, remove: readonly string[]): void {
  const known = findings.filter((one) => remedyOf(one) === 'remove').map(({ object }) => object);
  const unknown = remove.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `Nothing was restored: --remove ${unknown.map((name) => `'${name}'`).join(', ')} names nothing that others added. ` +
      `The report has ${known.map((name) => `'${name}'`).join(', ') || 'none'}.`,
  );
}

/** An update restores all that it sees: it cannot leave out what it would weaken. */
function requireNothingWeaker({ findings, stack }: Drift): void {
  const weaker = findings.filter((one) => one.weakens && remedyOf(one) === 'pulumi');
  const others = findings.filter((one) => !one.weakens && remedyOf(one) === 'pulumi');
  if (weaker.length === 0 || others.length === 0) return;
  throw new Error(
    'Nothing was restored: the update that restores the rest would make weaker or wider\n' +
      weaker.map((one) => `${lineOf(one)}: ${one.weakens}`).join('\n') +
      '\nDeclare in the settings what is there, or say yes at a terminal:\n' +
      `  npm run drift -- --stack ${stack} --fix`,
  );
}

/** A pair is not set back but replaced, which the engine refuses for a protected key, half way. */
function requireReplaceable({ resources }: Declared, { stack, findings }: Drift): void {
  const replaced = new Set(findings.filter(({ makesWay }) => makesWay).map(({ urn }) => urn));
  const urns = resources
    .filter((one) => one.protect && replaced.has(one.urn))
    .map(({ urn }) => urn);
  if (urns.length === 0) return;
  throw new Error(
    'Nothing was restored: a key is protected, and its pair is restored by replacing it. ' +
      'Run this first; the update protects it again:\n' +
      `  npm run pulumi -- state unprotect --yes --stack ${stack} ${urns.map((urn) => `'${urn}'`).join(' ')}`,
  );
}

function connectionOf(
  { kong, fusionAuth }: Connections,
  server: Server,
): Required<Connections>['kong' | 'fusionAuth'] {
  return server === 'Kong' ? kong : fusionAuth!;
}

/**
 * One request an object: fields depend on each other (a route needs paths or hosts), so that an object
 * which is set back at all is set back whole.
 */
function restorations(
  findings: readonly Finding[],
): { server: Server; path: string; body: unknown }[] {
  const patches = Map.groupBy(
    findings.filter(({ request }) => request?.method === 'PATCH'),
    ({ server, request }) => `${server} ${request!.path}`,
  );
  return [...patches.values()]
    .filter((group) => group.some((finding) => remedyOf(finding) === 'restore'))
    .map((group) => ({
      server: group[0]!.server,
      path: group[0]!.request!.path,
      body: group.map(({ request }) => request!.body).reduce(deepMerge),
    }));
}

function deepMerge(a: unknown, b: unknown): unknown {
  if (!isObject(a) || !isObject(b)) return b;
  const merged = Object.entries(b).map(([name, value]) => [name, deepMerge(a[name], value)]);
  return { ...a, ...(Object.fromEntries(merged) as object) };
}
