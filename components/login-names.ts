/** What a user can log in by; a user has one or more of them. */
export interface LoginNames {
  /** Unique in the tenant, whatever the case of its letters. */
  email?: string | undefined;
  /** Unique in the tenant, whatever the case of its letters. */
  username?: string | undefined;
}

/** What tells a user from others, and is what it logs in by where it could do so by several. */
export function loginNameOf({ email, username }: LoginNames): string {
  const name = email ?? username;
  if (name === undefined) throw new Error('A user needs an e-mail address or a username.');
  return name;
}
