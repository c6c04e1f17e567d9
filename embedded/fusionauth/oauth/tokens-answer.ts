import type { Application, State } from '../documents.ts';
import type { JsonObject } from '../json.ts';
import { accessToken, idToken, refreshToken } from '../tokens.ts';
import type { Occasion } from '../tokens.ts';
import { refreshes, scopesOf } from './scopes.ts';

/** What the token endpoint answers for a user: the tokens that the scope asks for. */
export async function tokensAnswer(
  state: State,
  occasion: Occasion & { application: Application },
): Promise<JsonObject & { access_token: string; expires_in: number }> {
  const { application, scope } = occasion;
  const session =
    occasion.session ?? (refreshes(application, scope) ? refreshToken(state, occasion) : undefined);
  const whole = { ...occasion, session };
  const { token, lifetime } = await accessToken(state, whole);
  const openId = scopesOf(scope).includes('openid');
  return {
    access_token: token,
    expires_in: lifetime,
    ...(openId ? { id_token: await idToken(state, whole, token) } : {}),
    ...(session ? { refresh_token: session.token, refresh_token_id: session.id } : {}),
    scope: scope ?? '',
    token_type: 'Bearer',
    userId: occasion.user.id,
  };
}
