import { z } from 'zod';

const fields = {
  /** Minutes from issue, or from the last use with a sliding window, to expiry. */
  lifetimeMinutes: z.int().min(1).default(43_200),
  /** Whether every use makes the lifetime start anew. */
  sliding: z.boolean().default(false),
  /** Whether a refresh token works once, and each use gives a new one. */
  oneTimeUse: z.boolean().default(true),
  /** Minutes from issue after which no use prolongs the lifetime any more; for a sliding window. Default: none. */
  maximumMinutes: z.int().min(1).optional(),
  /** Seconds for which the token before is still taken, where each use gives a new one. Default: 0. */
  graceSeconds: z.int().min(1).max(86_400).optional(),
};

interface Policies {
  sliding: boolean;
  oneTimeUse: boolean;
  maximumMinutes?: number | undefined;
  graceSeconds?: number | undefined;
}

function fitTogether<T extends z.ZodType<Policies>>(schema: T): T {
  return schema
    .refine(({ sliding, maximumMinutes }) => sliding || maximumMinutes === undefined, {
      error: 'must have sliding with maximumMinutes',
    })
    .refine(({ oneTimeUse, graceSeconds }) => oneTimeUse || graceSeconds === undefined, {
      error: 'must have oneTimeUse with graceSeconds',
    });
}

/** The sessions of an application. */
export const refreshTokens = fitTogether(z.strictObject(fields));

/** Those of what has no rules of its own in a tenant, and what ends them. */
export const tenantRefreshTokens = fitTogether(
  z.strictObject({
    ...fields,
    /** What ends all sessions of a user: a session that a thief has goes on otherwise. */
    revokeOn: z
      .array(z.enum(['passwordChange', 'loginPrevented', 'multiFactorEnable', 'oneTimeTokenReuse']))
      .default([]),
  }),
);
