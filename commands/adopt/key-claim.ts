import type { KeyClaim } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { textOf } from '../shared/live-kong.ts';
import { isGuard } from './guards.ts';
import type { Live } from './live.ts';
import { linksOf } from './trust.ts';

const CLAIMS: readonly string[] = ['iss', 'kid'] satisfies KeyClaim[];

/**
 * What this stack looks credentials up by: what its settings say, else the claim by which Kong's credentials lead to
 * FusionAuth, else the one of most jwt plugins. Plugins with another claim are others'.
 *
 * @throws Error if there is no jwt plugin, or none that a stack could have.
 */
export function chooseKeyClaim(live: Live, known: string | undefined): KeyClaim {
  const guards = live.kong.plugins.filter(isGuard);
  if (guards.length === 0)
    throw new Error('Kong has no jwt plugin on a service or a route: there is nothing to adopt.');
  const counts = Map.groupBy(guards, claimOf);
  const claims = [...counts.keys()].toSorted(
    (a, b) => counts.get(b)!.length - counts.get(a)!.length,
  );
  const possible = claims.filter((claim) => CLAIMS.includes(claim)) as KeyClaim[];
  const chosen =
    possible.find((claim) => claim === known) ??
    possible.find((claim) => leadsAnywhere(live, claim)) ??
    possible[0];
  if (chosen) return chosen;
  throw new Error(
    `Kong's jwt plugins look keys up by ${claims.join(' and ')}. A stack looks them up by iss or by ` +
      'kid, on all its APIs: set config.key_claim_name alike first.',
  );
}

/** What a jwt plugin looks a credential up by. */
export function claimOf(plugin: Entity): string {
  return textOf((plugin['config'] as Entity | undefined)?.['key_claim_name'], 'iss');
}

function leadsAnywhere(live: Live, claim: KeyClaim): boolean {
  return linksOf(live, claim, live.kong.jwts, []).some(({ signs }) => signs.length > 0);
}
