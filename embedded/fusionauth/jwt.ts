import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { askingUser, bearer } from './bearer.ts';
import type { Key, RefreshToken, State, User } from './documents.ts';
import { Errors, notFound, Refusal, unauthorized } from './errors.ts';
import { isObject, text } from './json.ts';
import type { JsonObject } from './json.ts';
import { keep } from './oauth/cookies.ts';
import { jsonWebKey } from './keys.ts';
import { pathId } from './object.ts';
import { jsonBody } from './body.ts';
import { authorize, requiredTenant, sees } from './scope.ts';
import { accessToken, renew, session, signToken, verifyToken } from './tokens.ts';

/** Keys whose public half others need: pairs that FusionAuth can sign with. */
const published = (state: State): Key[] =>
  state.keys.all().filter((key) => key.publicKey && key.hasPrivateKey);

/** Serves what has to do with tokens and the keys that verify them. */
export function serveJwt(app: Hono, state: State): void {
  app.get('/api/jwt/public-key', (context) => {
    const { kid, applicationId } = context.req.query();
    if (kid === undefined && applicationId === undefined) {
      const pairs = published(state).map((key) => [key.kid, key.publicKey]);
      return context.json({ publicKeys: Object.fromEntries(pairs) as Record<string, string> });
    }
    const jwt = state.applications.get(
      pathId(applicationId, 'applicationId') ?? '',
    )?.jwtConfiguration;
    const keyId = jwt?.enabled ? jwt.accessTokenKeyId : undefined;
    const key = state.keys
      .all()
      .find((candidate) =>
        applicationId === undefined ? candidate.kid === kid : candidate.id === keyId,
      );
    if (!key?.publicKey) throw notFound();
    return context.json({ publicKey: key.publicKey });
  });

  app.on('GET', ['/.well-known/jwks.json', '/:tenantId/.well-known/jwks.json'], (context) =>
    context.json({ keys: published(state).map(jsonWebKey) }),
  );

  app.get('/api/jwt/validate', async (context) => {
    const claims = await verifyToken(bearer(context), state);
    if (!claims) throw unauthorized();
    return context.json({ jwt: claims });
  });

  app.post('/api/jwt/vend', async (context) => {
    const scope = authorize(context, state);
    const request = await jsonBody(context);
    const tenant = requiredTenant(scope, state);
    const errors = new Errors();
    const keyId = text(request['keyId']).toLowerCase() || tenant.jwtConfiguration.accessTokenKeyId;
    const key = state.keys.get(keyId ?? '');
    if (!key || !(key.privateKey || key.secret)) {
      errors.invalid('keyId', `No key that can sign exists with Id [${keyId}].`);
    }
    const seconds = request['timeToLiveInSeconds'] ?? tenant.jwtConfiguration.timeToLiveInSeconds;
    if (!Number.isInteger(seconds) || Number(seconds) <= 0) {
      errors.field(
        'invalid',
        'timeToLiveInSeconds',
        'The [timeToLiveInSeconds] property must be greater than [0].',
      );
    }
    errors.throwIfAny();
    const now = Math.floor(Date.now() / 1000);
    const claims = isObject(request['claims']) ? request['claims'] : {};
    const whole = { iss: tenant.issuer, ...claims, exp: now + Number(seconds), iat: now };
    return context.json({ token: await signToken(key as Key, whole, ['vend']) });
  });

  serveRefresh(app, state);
}

/** A refresh token as an administrator sees it. */
function shownToken(token: RefreshToken): JsonObject {
  const { applicationId, id, insertInstant, startInstant, tenantId, userId } = token;
  const metaData = { data: {}, scopes: token.scope?.split(' ').filter(Boolean) ?? [] };
  return {
    ...{ applicationId, data: {}, id, insertInstant, metaData, startInstant, tenantId },
    ...{ token: token.token, userId },
  };
}

function serveRefresh(app: Hono, state: State): void {
  app.post('/api/jwt/refresh', async (context) => {
    const request = await jsonBody(context);
    const found = session(
      state,
      getCookie(context, 'refresh_token') ?? text(request['refreshToken']),
    );
    const errors = new Errors();
    if (!found) {
      throw new Refusal(
        400,
        errors.invalid('refreshToken', 'The token was not found, has expired or was revoked.'),
      );
    }
    const { application, tenant } = found;
    if (!application.loginConfiguration.allowTokenRefresh) {
      throw new Refusal(
        400,
        errors.general(
          'RefreshTokensDisabled',
          `The application [${application.name}] does not allow tokens to be refreshed.`,
        ),
      );
    }
    const asked = request['timeToLiveInSeconds'];
    const jwt = application.jwtConfiguration.enabled
      ? application.jwtConfiguration
      : tenant.jwtConfiguration;
    if (
      asked !== undefined &&
      !(Number(asked) > 0 && Number(asked) <= Number(jwt.timeToLiveInSeconds))
    ) {
      throw new Refusal(
        400,
        errors.field(
          'invalid',
          'timeToLiveInSeconds',
          'The [timeToLiveInSeconds] property must not be greater than the configured time to live.',
        ),
      );
    }
    const renewed = renew(state, found);
    const access = await accessToken(state, {
      ...renewed,
      ...(asked === undefined ? {} : { timeToLive: Number(asked) }),
    });
    keep(context, 'access_token', access.token);
    keep(context, 'refresh_token', renewed.session.token);
    return context.json({
      refreshToken: renewed.session.token,
      refreshTokenId: renewed.session.id,
      token: access.token,
    });
  });

  const visible = (context: Context, asking?: User) => {
    const scope = asking ?? authorize(context, state);
    const { userId, applicationId, token } = context.req.query();
    const id = pathId(context.req.param('id'), 'tokenId');
    return state.refreshTokens
      .all()
      .filter(
        (item) =>
          sees(scope, item.tenantId) &&
          (asking === undefined || item.userId === asking.id) &&
          (id === undefined || item.id === id) &&
          (userId === undefined || item.userId === userId) &&
          (applicationId === undefined || item.applicationId === applicationId) &&
          (token === undefined || item.token === token),
      );
  };
  app.get('/api/jwt/refresh', (context) => {
    const tokens = visible(context);
    if (!context.req.query('userId')) {
      const message = 'You must specify the [userId] parameter.';
      throw new Refusal(400, new Errors().field('missing', 'userId', message));
    }
    return context.json({ refreshTokens: tokens.map(shownToken) });
  });
  app.get('/api/jwt/refresh/:id', (context) => {
    const [token] = visible(context);
    if (!token) throw notFound();
    return context.json({ refreshToken: shownToken(token) });
  });
  app.on('DELETE', ['/api/jwt/refresh', '/api/jwt/refresh/:id'], async (context) => {
    const criteria =
      Object.keys(context.req.query()).length > 0 || context.req.param('id') !== undefined;
    // Users may end their own sessions.
    const tokens = visible(context, await askingUser(context, state));
    if (!criteria) {
      throw new Refusal(
        400,
        new Errors().general(
          'missing',
          'You must specify a token Id, a token, a user Id or an application Id.',
        ),
      );
    }
    for (const token of tokens) state.refreshTokens.delete(token.id);
    return context.body(null, 200);
  });
}
