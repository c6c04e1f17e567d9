import type { Client, KeyFacts, RotationFacts } from './facts.ts';

/** What a step does: to one key, or (`deploy`) bring what is edited already to the servers. */
export type Action = 'deploy' | 'add' | 'promote' | 'retire' | 'remove';

export interface Step {
  action: Action;
  /** The key it is about; of `deploy`, what the servers lack. */
  key: string;
  /** The earliest instant at which it can hurt no token. Undefined: any time will do. */
  notBefore?: number;
  /** The same, counted from the end of the `pulumi up` that the step waits for. */
  afterDeploymentMs?: number;
  /** Why that instant cannot be told. */
  unknown?: string;
}

export interface Plan {
  client: Client;
  /** Whether a rotation has begun; if not, the steps are those of a new one. */
  underWay: boolean;
  steps: readonly Step[];
  /** Why no step can be made at all, and what to do. */
  blocked?: string;
}

export interface PlanOptions {
  now: number;
  /** How far the clocks of FusionAuth, Kong and this machine may be apart. */
  clockSkewMs: number;
}

/**
 * The remaining steps of a rotation: add a key, have it sign, retire the old one when none of its
 * tokens lives, remove what is retired. Each is deployed before the next is made.
 */
export function planRotation(facts: RotationFacts, { now, clockSkewMs }: PlanOptions): Plan {
  const { client, keys } = facts;
  const underWay = keys.length > 1;
  if (facts.keyClaim === 'iss') return { client, underWay, steps: [], blocked: ISSUER_CLAIM };

  const signing = keys.find(({ state }) => state === 'signing')!;
  const verifying = keys.filter(({ state }) => state === 'verifying');
  const newcomer = verifying.find((key) => isNewer(key, signing, keys));
  const missing = notDeployed(facts);
  const steps: Step[] = missing.length > 0 ? [{ action: 'deploy', key: missing.join('; ') }] : [];
  const deployed = steps.length === 0;

  for (const { name, state } of keys)
    if (state === 'retired') steps.push({ action: 'remove', key: name });
  for (const key of verifying)
    if (key !== newcomer) steps.push(...retirement(key, facts, clockSkewMs, deployed));
  if (newcomer || !underWay) {
    const name = newcomer?.name ?? newKeyName(keys, now);
    const settlingMs = facts.settlingMs + clockSkewMs;
    const settled = newcomer?.trustedSince !== undefined && deployed;
    if (!newcomer) steps.push({ action: 'add', key: name });
    steps.push({
      action: 'promote',
      key: name,
      ...(settled
        ? { notBefore: newcomer.trustedSince! + settlingMs }
        : { afterDeploymentMs: settlingMs }),
    });
    steps.push(...retirement(signing, facts, clockSkewMs, false));
  }
  return { client, underWay, steps };
}

/** What of the settings the servers do not have, in words. */
function notDeployed({ keys, leftovers, signs }: RotationFacts): string[] {
  const unknown = keys.filter(
    ({ state, heldSince, trustedSince }) =>
      state !== 'retired' && (heldSince === undefined || trustedSince === undefined),
  );
  const signing = keys.find(({ state }) => state === 'signing')!;
  return [
    ...unknown.map(({ name }) => `Kong and FusionAuth do not both have key ${name} yet`),
    ...(signs === signing.name ? [] : [`FusionAuth does not sign with key ${signing.name} yet`]),
    ...leftovers.map((name) => `key ${name} is still in use`),
  ];
}

/**
 * The instant from which no token that the key may have signed is accepted any more; undefined if
 * history does not tell. 0 if it never signed.
 *
 * FusionAuth tells when the client was changed last, not when it let go of a key. A key that is
 * older than that is taken to have signed until then: too long a wait hurts no token.
 */
export function tokensLiveUntil(
  { heldSince = 0, longestLifetimeSeconds }: KeyFacts,
  { changedAt = 0 }: Pick<RotationFacts, 'changedAt'>,
  clockSkewMs: number,
): number | undefined {
  if (heldSince > changedAt) return 0;
  if (longestLifetimeSeconds === undefined) return undefined;
  return changedAt + longestLifetimeSeconds * 1000 + clockSkewMs;
}

/** A name made from the month that is not in use: 2026-11, 2026-11.2, … (2026-11-2 is a date in YAML.) */
export function newKeyName(keys: readonly { name: string }[], now: number): string {
  const month = new Date(now).toISOString().slice(0, 7);
  const taken = new Set(keys.map(({ name }) => name));
  let name = month;
  for (let count = 2; taken.has(name); count += 1) name = `${month}.${count}`;
  return name;
}

/** The key that a rotation goes to is the one made later, or of two made at once the one listed later. */
function isNewer(key: KeyFacts, signing: KeyFacts, keys: readonly KeyFacts[]): boolean {
  const [made, other] = [key.heldSince ?? Infinity, signing.heldSince ?? Infinity];
  return made === other ? keys.indexOf(key) > keys.indexOf(signing) : made > other;
}

function retirement(
  key: KeyFacts,
  facts: RotationFacts,
  clockSkewMs: number,
  deployed: boolean,
): Step[] {
  return [
    { action: 'retire', key: key.name, ...retirementTime(key, facts, clockSkewMs, deployed) },
    { action: 'remove', key: key.name },
  ];
}

function retirementTime(
  key: KeyFacts,
  facts: RotationFacts,
  clockSkewMs: number,
  deployed: boolean,
): Partial<Step> {
  const lifetime = key.longestLifetimeSeconds;
  const until = deployed ? tokensLiveUntil(key, facts, clockSkewMs) : undefined;
  if (until !== undefined) return { notBefore: until };
  if (lifetime === undefined) return { unknown: noHistory(key.name) };
  return { afterDeploymentMs: lifetime * 1000 + clockSkewMs };
}

function noHistory(key: string): string {
  return (
    `the stack's history does not reach back to the making of key ${key}, so how long its tokens ` +
    'live is not known. Give the longest token lifetime since then: --longest-lifetime SECONDS'
  );
}

const ISSUER_CLAIM =
  'With keyClaim iss Kong finds the key by the issuer, and holds one key per issuer: the old and ' +
  'the new key cannot overlap, and tokens of one of them would be refused. Move to kid first; ' +
  'tokens that are out stay valid while you do, for FusionAuth names the key in all of them:\n' +
  '  1. pulumi config set keyClaim kid\n' +
  '  2. pulumi up\n' +
  '  3. npm run rotate -- next';
