import type { OneTimeSecret, State } from './documents.ts';
import { digestOf, randomValue } from './oauth/codes.ts';

/** Gives a secret that stands for `data`, once and for so many seconds. */
export function issueOnce(
  state: State,
  seconds: number,
  what: Omit<OneTimeSecret, 'id' | 'expiresInstant'>,
): string {
  const now = Date.now();
  for (const { id, expiresInstant } of state.oneTime.all()) {
    if (expiresInstant <= now) state.oneTime.delete(id);
  }
  const secret = randomValue();
  const id = digestOf(secret);
  state.oneTime.put(id, { ...what, id, expiresInstant: now + seconds * 1000 });
  return secret;
}

/** What a secret of that use stands for, as long as it is good. */
export function peek(
  state: State,
  use: OneTimeSecret['use'],
  secret: string,
): OneTimeSecret | undefined {
  const found = state.oneTime.get(digestOf(secret));
  return found?.use === use && found.expiresInstant > Date.now() ? found : undefined;
}

/** The same, and the secret is worth nothing from now on. */
export function redeem(
  state: State,
  use: OneTimeSecret['use'],
  secret: string,
): OneTimeSecret | undefined {
  const found = peek(state, use, secret);
  if (found) state.oneTime.delete(found.id);
  return found;
}
