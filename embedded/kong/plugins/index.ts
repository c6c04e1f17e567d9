import { acl } from './acl.ts';
import { correlationId } from './correlation-id.ts';
import { cors } from './cors.ts';
import { ipRestriction } from './ip-restriction.ts';
import { jwt } from './jwt.ts';
import { keyAuth } from './key-auth.ts';
import type { Plugin } from './plugin.ts';
import { rateLimiting } from './rate-limiting.ts';
import { requestSizeLimiting } from './request-size-limiting.ts';
import { requestTermination } from './request-termination.ts';
import { requestTransformer } from './request-transformer.ts';
import { responseTransformer } from './response-transformer.ts';

/** The plugins that are run; any other can be configured, and does nothing. */
export const plugins: readonly Plugin[] = [
  acl,
  correlationId,
  cors,
  ipRestriction,
  jwt,
  keyAuth,
  rateLimiting,
  requestSizeLimiting,
  requestTermination,
  requestTransformer,
  responseTransformer,
];
