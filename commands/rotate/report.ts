import type { KeyFacts, RotationFacts } from './facts.ts';
import { tokensLiveUntil, type Plan, type Step } from './plan.ts';
import { describeStep, instant, titleOf } from './words.ts';

/** The keys of a client: as the settings have them, and as the servers do. */
export function statusText(facts: RotationFacts, clockSkewMs: number): string {
  const rows = facts.keys.map((key) => [
    key.name,
    key.state,
    deployedState(key, facts),
    key.trustedSince === undefined ? '-' : instant(key.trustedSince),
    tokensText(key, facts, clockSkewMs),
  ]);
  const head = ['key', 'settings', 'deployed', 'in Kong since', 'its tokens live'];
  const notes = facts.leftovers.map(
    (name) => `Key ${name} is still deployed; the settings have it no more, or retired: pulumi up.`,
  );
  return [
    `${titleOf(facts.client)} (keyClaim ${facts.keyClaim})`,
    ...table([head, ...rows]),
    ...notes,
  ].join('\n');
}

/** The remaining steps of a rotation, with the earliest time of each. */
export function planText({ client, underWay, steps, blocked }: Plan, now: number): string {
  if (blocked !== undefined) return `${titleOf(client)}: no rotation is possible.\n${blocked}`;
  const title = underWay
    ? 'a rotation is under way; what remains, each step deployed before the next:'
    : 'no rotation is under way; a new one would be, each step deployed before the next:';
  return [
    `${titleOf(client)}: ${title}`,
    ...steps.map(
      (step, index) => `  ${index + 1}. ${describeStep(step)}: ${timeText(step, index, now)}`,
    ),
  ].join('\n');
}

/** Facts and plan for programs; instants in ISO 8601. */
export function asJson(facts: RotationFacts, plan: Plan, clockSkewMs: number): object {
  const { client, keyClaim, leftovers, signs } = facts;
  return {
    [client.kind]: client.name,
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

/** @param index how many steps come before it. */
function timeText(
  { action, notBefore = 0, afterDeploymentMs, unknown }: Step,
  index: number,
  now: number,
): string {
  if (unknown !== undefined) return unknown;
  if (notBefore > now) return `from ${instant(notBefore)} on`;
  if (afterDeploymentMs !== undefined)
    return `${Math.ceil(afterDeploymentMs / 1000)} s after step ${index} is deployed`;
  if (action === 'deploy') return 'now, with pulumi up';
  return index === 0 ? 'now' : `when step ${index} is deployed`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd(),
  );
}
