import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyFacts, RotationFacts } from '../../commands/rotate/facts.ts';
import { StepRefused, nextStep } from '../../commands/rotate/next.ts';
import { newKeyName, planRotation } from '../../commands/rotate/plan.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const SKEW = 30_000;
const options = { now: NOW, clockSkewMs: SKEW };
const client = { kind: 'application', name: 'shop' } as const;

/** A key that has been in place for a day. */
function key(name: string, state: KeyFacts['state'], more: Partial<KeyFacts> = {}): KeyFacts {
  const since = NOW - 86_400_000;
  return {
    name,
    state,
    heldSince: since,
    trustedSince: since,
    longestLifetimeSeconds: 3600,
    ...more,
  };
}

function facts(keys: readonly KeyFacts[], more: Partial<RotationFacts> = {}): RotationFacts {
  const signs = keys.find(({ state }) => state === 'signing')?.name;
  return {
    client,
    keyClaim: 'kid',
    keys,
    leftovers: [],
    changedAt: NOW - 600_000,
    settlingMs: 11_000,
    ...(signs !== undefined && { signs }),
    ...more,
  };
}

describe('the plan', () => {
  it('is a whole rotation when there is one key', () => {
    expect(planRotation(facts([key('main', 'signing')]), options)).toEqual({
      client,
      underWay: false,
      steps: [
        { action: 'add', key: '2026-11' },
        { action: 'promote', key: '2026-11', afterDeploymentMs: 11_000 + SKEW },
        { action: 'retire', key: 'main', afterDeploymentMs: 3_600_000 + SKEW },
        { action: 'remove', key: 'main' },
      ],
    });
  });

  it('lets a new key sign when Kong has had it long enough', () => {
    const added = NOW - 5000;
    const keys = [
      key('main', 'signing'),
      key('new', 'verifying', { heldSince: added, trustedSince: added }),
    ];
    const { steps } = planRotation(facts(keys), options);
    expect(steps[0]).toEqual({ action: 'promote', key: 'new', notBefore: added + 11_000 + SKEW });
    expect(steps.map(({ action }) => action)).toEqual(['promote', 'retire', 'remove']);
  });

  it('retires the old key when the last token it can have signed is gone', () => {
    const keys = [
      key('main', 'verifying', { heldSince: NOW - 9e8, longestLifetimeSeconds: 7200 }),
      key('new', 'signing'),
    ];
    expect(planRotation(facts(keys), options).steps).toEqual([
      { action: 'retire', key: 'main', notBefore: NOW - 600_000 + 7_200_000 + SKEW },
      { action: 'remove', key: 'main' },
    ]);
  });

  it('retires a key that never signed at once', () => {
    const keys = [
      key('spare', 'verifying', { heldSince: NOW - 1000, longestLifetimeSeconds: 7200 }),
      key('new', 'signing', { heldSince: NOW - 500 }),
    ];
    const { steps } = planRotation(facts(keys), options);
    expect(steps[0]).toEqual({ action: 'retire', key: 'spare', notBefore: 0 });
  });

  it('wants to be told the longest lifetime when history does not reach back', () => {
    const old: KeyFacts = { name: 'main', state: 'verifying', heldSince: 1, trustedSince: 1 };
    const plan = planRotation(facts([old, key('new', 'signing')]), options);
    expect(() => nextStep(plan, options, false, true)).toThrow(/--longest-lifetime SECONDS/);
  });

  it('cannot rotate with keyClaim iss, and says how to move to kid', () => {
    const plan = planRotation(facts([key('main', 'signing')], { keyClaim: 'iss' }), options);
    expect(plan.steps).toEqual([]);
    expect(() => nextStep(plan, options, true, true)).toThrow(/config set keyClaim kid/);
  });

  it.each<[string, RotationFacts, RegExp]>([
    [
      'a key that Kong does not have',
      facts([key('main', 'signing'), { name: 'new', state: 'verifying' }]),
      /both have key new yet/,
    ],
    [
      'a key that does not sign yet',
      facts([key('main', 'verifying'), key('new', 'signing')], { signs: 'main' }),
      /does not sign with key new yet/,
    ],
    [
      'a retired key that is still there',
      facts([key('main', 'retired'), key('new', 'signing')], { leftovers: ['main'] }),
      /key main is still in use/,
    ],
  ])('waits for the deployment of %s', (_, given, message) => {
    const plan = planRotation(given, options);
    expect(() => nextStep(plan, options, false, true)).toThrow(StepRefused);
    expect(() => nextStep(plan, options, false, true)).toThrow(message);
    expect(nextStep(plan, options, true, false).action).toBe('deploy');
  });

  it('names the time of a step that comes too early', () => {
    const keys = [key('main', 'verifying', { heldSince: 1 }), key('new', 'signing')];
    const plan = planRotation(facts(keys), options);
    expect(() => nextStep(plan, options, false, false)).toThrow('2026-11-23T12:50:30Z');
    expect(nextStep(plan, options, false, true)).toMatchObject({ action: 'retire', key: 'main' });
  });

  it('names a new key after the month, and never twice', () => {
    expect(newKeyName([], NOW)).toBe('2026-11');
    expect(newKeyName([{ name: '2026-11' }, { name: '2026-11.2' }], NOW)).toBe('2026-11.3');
  });
});

/** FusionAuth, Kong, settings and all tokens that were ever signed, under a simulated clock. */
class World {
  now = NOW;
  lifetimeSeconds = 60;
  keys: KeyFacts[] = [{ name: 'main', state: 'signing' }];
  deployed: KeyFacts[] = [];
  changedAt = 0;
  readonly tokens: { key: string; expiresAt: number }[] = [];
  readonly lifetimes: { endedAt: number; seconds: number }[] = [];

  deploy(): void {
    const before = this.#signer();
    this.deployed = this.keys
      .filter(({ state }) => state !== 'retired')
      .map(({ name, state }) => {
        const known = this.deployed.find((one) => one.name === name);
        const { heldSince = this.now, trustedSince = this.now } = known ?? {};
        return { name, state, heldSince, trustedSince };
      });
    this.lifetimes.push({ endedAt: this.now, seconds: this.lifetimeSeconds });
    if (this.#signer() !== before) this.changedAt = this.now;
  }

  /** The lifetime changes and is deployed, as any other edit may be. */
  changeLifetime(seconds: number): void {
    this.logIn();
    this.lifetimeSeconds = seconds;
    this.changedAt = this.now;
    this.lifetimes.push({ endedAt: this.now, seconds });
  }

  logIn(): void {
    const deployedLifetime = this.lifetimes.at(-1)!.seconds;
    this.tokens.push({ key: this.#signer()!, expiresAt: this.now + deployedLifetime * 1000 });
  }

  facts(): RotationFacts {
    const live = new Set(this.keys.filter((k) => k.state !== 'retired').map((k) => k.name));
    const signs = this.#signer();
    return {
      client,
      keyClaim: 'kid',
      keys: this.keys.map(({ name, state }) => {
        const { heldSince, trustedSince } = this.deployed.find((k) => k.name === name) ?? {};
        if (heldSince === undefined || trustedSince === undefined) return { name, state };
        const since = this.lifetimes.filter(({ endedAt }) => endedAt >= heldSince);
        const longestLifetimeSeconds = Math.max(...since.map(({ seconds }) => seconds));
        return { name, state, heldSince, trustedSince, longestLifetimeSeconds };
      }),
      leftovers: this.deployed.map(({ name }) => name).filter((name) => !live.has(name)),
      changedAt: this.changedAt,
      settlingMs: 11_000,
      ...(signs !== undefined && { signs }),
    };
  }

  /** `npm run rotate -- next`, edit included. Undefined if it was refused. */
  next(): string | undefined {
    const now = { now: this.now, clockSkewMs: 0 };
    let step;
    try {
      step = nextStep(planRotation(this.facts(), now), now, false, false);
    } catch (error) {
      if (error instanceof StepRefused) return undefined;
      throw error;
    }
    const { action, key } = step;
    const set = (name: string, state: KeyFacts['state']) =>
      (this.keys = this.keys.map((k) => (k.name === name ? { ...k, state } : k)));
    if (action === 'add') this.keys = [...this.keys, { name: key, state: 'verifying' }];
    if (action === 'promote') {
      set(this.keys.find(({ state }) => state === 'signing')!.name, 'verifying');
      set(key, 'signing');
    }
    if (action === 'retire') set(key, 'retired');
    if (action === 'remove') this.keys = this.keys.filter(({ name }) => name !== key);
    return action;
  }

  /** Tokens that have not expired and whose key Kong does not have. */
  turnedAway(): unknown[] {
    const trusted = new Set(this.deployed.map(({ name }) => name));
    return this.tokens.filter(({ key, expiresAt }) => expiresAt > this.now && !trusted.has(key));
  }

  #signer(): string | undefined {
    return this.deployed.find(({ state }) => state === 'signing')?.name;
  }
}

type Event = ['next'] | ['deploy'] | ['logIn'] | ['wait', number] | ['lifetime', number];

const events = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Event>(['next']) },
    { weight: 4, arbitrary: fc.constant<Event>(['deploy']) },
    { weight: 2, arbitrary: fc.constant<Event>(['logIn']) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 99_000 }).map((ms): Event => ['wait', ms]) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }).map((s): Event => ['lifetime', s]) },
  ),
  { maxLength: 120, size: 'max' },
);

describe('a rotation whose steps come at any time', () => {
  it('turns no live token away, whatever happens in between', () => {
    let retired = 0;
    fc.assert(
      fc.property(events, (all) => {
        const world = new World();
        world.deploy();
        world.logIn();
        for (const [what, amount = 0] of all) {
          if (what === 'next') retired += world.next() === 'retire' ? 1 : 0;
          if (what === 'deploy') world.deploy();
          if (what === 'logIn') world.logIn();
          if (what === 'wait') world.now += amount;
          if (what === 'lifetime') world.changeLifetime(amount);
          expect(world.turnedAway()).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
    // A planner that refuses everything would turn nobody away either.
    expect(retired).toBeGreaterThan(50);
  });

  it('comes to its end when one waits as told', () => {
    const world = new World();
    world.deploy();
    const made: (string | undefined)[] = [];
    for (let tries = 0; tries < 200 && made.at(-1) !== 'remove'; tries += 1) {
      world.logIn();
      const action = world.next();
      if (action) made.push(action);
      world.deploy();
      world.now += 5000;
    }
    expect(made).toEqual(['add', 'promote', 'retire', 'remove']);
    expect(world.keys).toEqual([{ name: '2026-11', state: 'signing' }]);
  });
});
