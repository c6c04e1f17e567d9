import { connect, declaredOf, detect, type Clients, type Drift, type Subject } from './detect.ts';
import type { Finding, Server } from './finding.ts';
import type { Declared } from './declared.ts';
import type { Change } from '../preview/changes.ts';
import { isObject } from '../values.ts';
import { pendingText } from './pending.ts';
import { remedyOf, remedyText, type Remedy } from './remedy.ts';

/** What `--fix` would do, in its order, and what the update would deploy besides. */
export function planText({ findings }: Drift, pending: readonly Change[]): string {
  const steps = [
    ...named('Remove what was added by hand:', findings, 'remove'),
    ...named('Set back what Pulumi does not restore:', findings, 'restore'),
    ...named('Let `pulumi up --refresh` restore:', findings, 'pulumi'),
    ...(pending.length > 0
      ? ['Deploy with that, since the program declares it anew:', ...pendingText(pending)]
      : []),
    ...named('Expected to follow from that:', findings, 'hand'),
  ];
  return steps.join('\n');
}

function named(title: string, findings: readonly Finding[], remedy: Remedy): string[] {
  const own = findings.filter((finding) => remedyOf(finding) === remedy);
  if (own.length === 0) return [];
  return [
    title,
    ...own.map((finding) => {
      const { object, property } = finding;
      const what = property ? `${object}, ${property}` : object;
      return remedy === 'hand' || (remedy === 'pulumi' && !finding.makesWay)
        ? `  ${what}`
        : `  ${what}\n      ${remedyText(finding)}`;
    }),
  ];
}

/** Whether restoring takes an update, which deploys whatever is pending. */
export function needsUpdate({ findings }: Drift): boolean {
  return findings.some((finding) => remedyOf(finding) === 'pulumi');
}

/**
 * Restores what is declared, and looks again.
 *
 * Only what the plan named is touched. Foreign objects go first, since they may stand in the way of
 * what is missing; what Pulumi does not restore is set back before an update takes it over into the
 * state as if it were declared.
 *
 * @param up runs `pulumi up --refresh --yes` and resolves to its exit code.
 * @returns what is left.
 * @throws Error if a protected key has to be replaced, before anything is changed; if a server refuses a
 *   request or the update fails.
 */
export async function fix(
  subject: Subject,
  drift: Drift,
  up: () => Promise<number>,
): Promise<Drift> {
  const { findings } = drift;
  const of = (remedy: Remedy) => findings.filter((finding) => remedyOf(finding) === remedy);
  const declared = await declaredOf(subject);
  requireReplaceable(declared, drift);
  const clients = connect(declared);
  for (const { server, request } of of('remove')) {
    await clientOf(clients, server).remove(request!.path);
  }
  for (const { server, path, body } of restorations(findings)) {
    await clientOf(clients, server).patch(path, body);
  }
  for (const { server, makesWay } of of('pulumi')) {
    if (!makesWay) continue;
    await clientOf(clients, server).send(makesWay.method, makesWay.path, { body: makesWay.body });
  }
  if (needsUpdate(drift)) {
    const code = await up();
    if (code !== 0) throw new Error(`pulumi up --refresh ended with ${code}; see above.`);
  }
  return detect(subject);
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

function clientOf({ kong, fusionAuth }: Clients, server: Server): Clients['kong' | 'fusionAuth'] {
  return server === 'Kong' ? kong : fusionAuth;
}

/**
 * One request an object: fields depend on each other (a route needs paths or hosts), so that an object
 * which is set back at all is set back whole.
 */
export function restorations(
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
