import type { KeyFacts, RotationFacts } from './facts.ts';
import { tokensLiveUntil, type Plan, type Step } from './plan.ts';
import { describeStep, instant } from './words.ts';

/** The keys of an application: as the settings have them, and as the servers do. */
export function statusText(facts: RotationFacts, clockSkewMs: number): string {
  const rows = facts.keys.map((key) => [
    key.name,
    key.state,
    deployedState(key, facts),
    key.trustedSince === undefined ? '-' : instant(key.trustedSince),
    tokensText(key, facts, clockSkewMs),
  ]);
  const head = ['key', 'settings', 'deployed', 'in Kong since', 'its tokens live'];
  const notes = facts.leftovers.map((name) => `Key ${name} is deployed and not to be: pulumi up`);
  return [
    `Application ${facts.application} (keyClaim ${facts.keyClaim})`,
    ...table([head, ...rows]),
    ...notes,
  ].join('\n');
}

/** The remaining steps of a rotation, with the earliest time of each. */
export function planText({ application, underWay, steps, blocked }: Plan): string {
  if (blocked !== undefined) return `Application ${application}: no rotation.\n${blocked}`;
  const title = underWay ? 'the rotation goes on' : 'a new rotation';
  return [
    `Application ${application}: ${title}`,
    ...steps.map((step, index) => `  ${index + 1}. ${describeStep(step)}: ${timeText(step)}`),
  ].join('\n');
}

/** Facts and plan for programs; instants in ISO 8601. */
export function asJson(facts: RotationFacts, plan: Plan, clockSkewMs: number): object {
  const { application, keyClaim, leftovers, signs } = facts;
  return {
    application,
    keyClaim,
    ...(signs !== undefined && { signs }),
    ...isoIf('signsSince', facts.signsSince),
    keys: facts.keys.map((key) => ({
      name: key.name,
      state: key.state,
      deployed: deployedState(key, facts),
      ...isoIf('trustedSince', key.trustedSince),
      ...isoIf('tokensLiveUntil', liveUntil(key, facts, clockSkewMs)),
    })),
    leftovers,
    underWay: plan.underWay,
    ...(plan.blocked !== undefined && { blocked: plan.blocked }),
    steps: plan.steps.map(stepAsJson),
  };
}

/** One step for programs. */
export function stepAsJson({ action, key, notBefore, afterDeploymentMs, unknown }: Step): object {
  return {
    action,
    key,
    ...isoIf('notBefore', notBefore),
    ...(afterDeploymentMs !== undefined && { afterDeploymentSeconds: afterDeploymentMs / 1000 }),
    ...(unknown !== undefined && { unknown }),
  };
}

function isoIf(name: string, ms: number | undefined): Record<string, string> {
  return ms ? { [name]: instant(ms) } : {};
}

function deployedState(key: KeyFacts, { signs }: RotationFacts): string {
  if (key.name === signs) return 'signing';
  return key.trustedSince === undefined ? 'absent' : 'verifying';
}

/** Of a key that signs no more. */
function liveUntil(key: KeyFacts, facts: RotationFacts, clockSkewMs: number): number | undefined {
  if (key.trustedSince === undefined || key.name === facts.signs) return undefined;
  return tokensLiveUntil(key, facts, clockSkewMs);
}

function tokensText(key: KeyFacts, facts: RotationFacts, clockSkewMs: number): string {
  if (key.name === facts.signs) {
    const since =
      facts.signsSince === undefined ? '' : `, signing since ${instant(facts.signsSince)}`;
    return `${key.longestLifetimeSeconds ?? 'an unknown number of'} s at most${since}`;
  }
  const until = liveUntil(key, facts, clockSkewMs);
  if (key.trustedSince === undefined) return '-';
  if (until === undefined) return 'unknown: the history does not reach back';
  return until === 0 ? 'it has not signed any' : `until ${instant(until)}`;
}

function timeText({ action, notBefore, afterDeploymentMs, unknown }: Step): string {
  if (unknown !== undefined) return unknown;
  if (notBefore) return `from ${instant(notBefore)} on`;
  if (afterDeploymentMs !== undefined)
    return `${Math.ceil(afterDeploymentMs / 1000)} s after the pulumi up before it`;
  return action === 'deploy' ? 'now, with pulumi up' : 'at any time';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd(),
  );
}
