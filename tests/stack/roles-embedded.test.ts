import { describe } from 'vitest';
import { describeRoles } from './roles.ts';

describe('roles and their users on the embedded providers and servers', () => {
  describeRoles(() => Promise.resolve({}));
});
