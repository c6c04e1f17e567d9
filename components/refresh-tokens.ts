/** How long a session lasts without a new login. */
export interface RefreshTokenArgs {
  /** Minutes from issue, or from the last use with a sliding window, to expiry. */
  lifetimeMinutes: number;
  /** Whether every use makes the lifetime start anew. */
  sliding: boolean;
  /** Whether a refresh token works once, and each use gives a new one. */
  oneTimeUse: boolean;
  /** Minutes from issue after which no use prolongs the lifetime any more; for a sliding window. */
  maximumMinutes?: number | undefined;
  /** Seconds for which the token before is still taken, where each use gives a new one. */
  graceSeconds?: number | undefined;
}

/** The policies that stand for the arguments, by FusionAuth's names for them. */
export function refreshTokenPolicies(args: RefreshTokenArgs) {
  const { sliding, oneTimeUse, maximumMinutes, graceSeconds } = args;
  const window = maximumMinutes ? 'SlidingWindowWithMaximumLifetime' : 'SlidingWindow';
  return {
    expiration: sliding ? window : 'Fixed',
    usage: oneTimeUse ? 'OneTimeUse' : 'Reusable',
    // What the provider sends where it is told nothing.
    maximumMinutes: (sliding && maximumMinutes) || 43_200,
    graceSeconds: graceSeconds ?? 0,
  };
}
