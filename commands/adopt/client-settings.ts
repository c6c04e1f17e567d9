import type { RefreshTokenSettings } from '../../settings/settings.ts';
import type { FoundKey } from './found.ts';
import type { LiveApplication } from './live-fusionauth.ts';
import { freeName } from './names.ts';
import type { TrustedPair } from './trust.ts';

/** How sessions go on, so that nobody is logged out; a stack has one switch for what FusionAuth has two. */
export function refreshTokensOf({ loginConfiguration, jwtConfiguration }: LiveApplication): {
  refreshTokens?: RefreshTokenSettings;
} {
  const { allowTokenRefresh, generateRefreshTokens } = loginConfiguration;
  if (!allowTokenRefresh && !generateRefreshTokens) return {};
  const policy = jwtConfiguration.refreshTokenExpirationPolicy;
  const { maximumTimeToLiveInMinutes } = jwtConfiguration.refreshTokenSlidingWindowConfiguration;
  return {
    refreshTokens: {
      lifetimeMinutes: jwtConfiguration.refreshTokenTimeToLiveInMinutes,
      sliding: policy !== 'Fixed',
      oneTimeUse: jwtConfiguration.refreshTokenUsagePolicy === 'OneTimeUse',
      ...(policy === 'SlidingWindowWithMaximumLifetime' && {
        maximumMinutes: maximumTimeToLiveInMinutes,
      }),
    },
  };
}

/** FusionAuth never gives a private key back, so the stack can only have it kept there: `generated`. */
export function nameKeys({ links }: Pick<TrustedPair, 'links'>): FoundKey[] {
  const taken = new Set<string>();
  return links.map(({ key }, index) => ({
    name: freeName(index === 0 ? 'main' : key.name || key.kid, taken),
    state: index === 0 ? 'signing' : 'verifying',
    bits: key.length,
    source: 'generated',
  }));
}
