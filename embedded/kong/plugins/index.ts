import { acl } from './acl.ts';
import { jwt } from './jwt.ts';
import { keyAuth } from './key-auth.ts';
import type { Plugin } from './plugin.ts';

/** Every plugin that can be configured. */
export const plugins: readonly Plugin[] = [jwt, keyAuth, acl];
