import type { State, User } from './documents.ts';
import { at } from './json.ts';

/** Ends the user's sessions where the application, or else its tenant, says that this is a reason. */
export function revokeSessions(
  state: State,
  user: User,
  reason: 'onPasswordChanged' | 'onLoginPrevented',
): void {
  const tenant = state.tenants.get(user.tenantId);
  const revokes = (owner: unknown) =>
    at(owner, `jwtConfiguration.refreshTokenRevocationPolicy.${reason}`);
  for (const token of state.refreshTokens.all()) {
    const application = state.applications.get(token.applicationId);
    const own = application?.jwtConfiguration.enabled ? revokes(application) : undefined;
    if (token.userId === user.id && (own ?? revokes(tenant)) === true) {
      state.refreshTokens.delete(token.id);
    }
  }
  if (revokes(tenant) !== true) return;
  for (const session of state.sessions.all()) {
    if (session.userId === user.id) state.sessions.delete(session.id);
  }
}
