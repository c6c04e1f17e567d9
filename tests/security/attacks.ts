import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK } from 'jose';
import { signed, token, type Claims } from '../kong/suite/tokens.ts';
import type { Answer, Scene } from './scene.ts';

/** Sends what must not get through; resolves to what came back. */
type Attack = (scene: Scene) => Promise<Answer>;

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const strangersKey = stranger.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

/** A token for orders, as shop's are but for what is given. */
const forge =
  (alg: string, header: object, claims: Claims = {}, key?: (scene: Scene) => string): Attack =>
  (scene) => {
    const { shop = '' } = scene.tokens;
    const { kid } = decodeProtectedHeader(shop);
    const all = { ...decodeJwt(shop), ...claims };
    const secret = key ? key(scene) : scene.privateKey;
    return scene.get('/orders', signed(alg, secret, all, { kid, ...header }));
  };

/** A token with these claims and the key that shop's issuer signs with. */
export const honest = (claims: Claims): Attack => forge('RS256', {}, claims);

const unsigned =
  (alg: string): Attack =>
  (scene) => {
    const { shop = '' } = scene.tokens;
    const { kid } = decodeProtectedHeader(shop);
    return scene.get(
      '/orders',
      token({ alg, kid }, decodeJwt(shop), () => Buffer.alloc(0)),
    );
  };

const foreignKid = (kid: unknown): Attack => forge('RS256', { kid }, {}, () => strangersKey);

const seconds = () => Math.floor(Date.now() / 1000);

/** Attacks on the gateway, by the row of docs/security.md that they belong to. */
export const ATTACKS: Readonly<Record<string, Readonly<Record<string, Attack>>>> = {
  'algorithm confusion': {
    'HS256 with the public key as the secret': forge(
      'HS256',
      {},
      {},
      ({ outputs }) => outputs.publicKeyPem,
    ),
    'HS256 with an empty secret': forge('HS256', {}, {}, () => ''),
    'RS512 where RS256 is expected': forge('RS512', {}),
    'PS256 where RS256 is expected': forge('PS256', {}),
    none: unsigned('none'),
    'None, in other letters': unsigned('NoNe'),
    'no algorithm': unsigned(''),
    'RS256 without a signature': unsigned('RS256'),
  },
  'foreign keys': {
    "a stranger's key under shop's kid": forge('RS256', {}, {}, () => strangersKey),
    "shop's kid as a claim, a stranger's in the header": (scene) =>
      forge(
        'RS256',
        { kid: 'x' },
        { kid: decodeProtectedHeader(scene.tokens['shop']!).kid },
        () => strangersKey,
      )(scene),
    'a key that the token brings along (jwk)': async (scene) => {
      const jwk = await exportJWK(stranger.publicKey);
      return forge('RS256', { kid: 'mine', jwk }, {}, () => strangersKey)(scene);
    },
    'a key elsewhere (jku)': forge(
      'RS256',
      { kid: 'mine', jku: 'http://127.0.0.1:9/jwks' },
      {},
      () => strangersKey,
    ),
    "backoffice's kid with shop's key": (scene) =>
      forge('RS256', { kid: decodeProtectedHeader(scene.tokens['backoffice']!).kid })(scene),
  },
  'kid injection': {
    'a path': foreignKid('../../../../dev/null'),
    SQL: foreignKid("' OR '1'='1"),
    'a URL path of the Admin API': foreignKid('x/../../consumers'),
    'a list': foreignKid(['a']),
    'an object': foreignKid({ $ne: null }),
    'a line break': foreignKid('a\r\nX-Consumer-Username: admin'),
    'much text': foreignKid('k'.repeat(4000)),
    nothing: foreignKid(''),
    null: foreignKid(null),
  },
  'tokens of others': {
    "another application's": (scene) => scene.get('/orders', scene.tokens['backoffice']!),
    "a machine's": (scene) => scene.get('/orders', scene.tokens['exporter']!),
    "shop's at an API of others": (scene) => scene.get('/reports', scene.tokens['shop']!),
  },
  times: {
    expired: forge('RS256', {}, { exp: seconds() - 60 }),
    'without an end': forge('RS256', {}, { exp: undefined }),
    'an end that is text': forge('RS256', {}, { exp: String(seconds() + 600) }),
  },
  'tokens in other places': {
    'the query': (scene) => scene.raw(`GET /orders?jwt=${scene.tokens['shop']} HTTP/1.1`),
    'a cookie': (scene) =>
      scene.raw(
        'GET /orders HTTP/1.1',
        `Cookie: jwt=${scene.tokens['shop']}; token=${scene.tokens['shop']}`,
      ),
    'the body': (scene) => {
      const body = `jwt=${scene.tokens['shop']}`;
      return scene.raw(
        'GET /orders HTTP/1.1',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        '',
        body,
      );
    },
    'Proxy-Authorization': (scene) =>
      scene.raw('GET /orders HTTP/1.1', `Proxy-Authorization: Bearer ${scene.tokens['shop']}`),
    'X-Forwarded-Authorization': (scene) =>
      scene.raw(
        'GET /orders HTTP/1.1',
        `X-Forwarded-Authorization: Bearer ${scene.tokens['shop']}`,
      ),
    'a folded line': (scene) =>
      scene.raw(
        'GET /orders HTTP/1.1',
        'X-Any: a',
        ` Authorization: Bearer ${scene.tokens['shop']}`,
      ),
    Basic: (scene) =>
      scene.raw(
        'GET /orders HTTP/1.1',
        `Authorization: Basic ${Buffer.from(`jwt:${scene.tokens['shop']}`).toString('base64')}`,
      ),
  },
  'paths round a route': Object.fromEntries(
    [
      ...['/ORDERS', '/orders/', '/orders;x', '//orders', '/./orders', '/x/../orders', '/%6frders'],
      ...[
        '/orders%2f',
        '/orders%00',
        '/orders%0a',
        '/orders.json',
        '/orders?',
        '/orders#',
        '/\\orders',
      ],
      ...[
        '/orders/../../r',
        '/%2e%2e/orders',
        '/orders/%2e%2e/%2e%2e/r',
        'http://127.0.0.1/orders',
      ],
      ...['/r', '/o', '*', '/orders//', '/reports/..;/orders'],
    ].map((path) => [`no token: ${path}`, (scene: Scene) => scene.raw(`GET ${path} HTTP/1.1`)]),
  ),
  'paths into another API': Object.fromEntries(
    [
      '/orders/../reports',
      '/orders/%2e%2e/reports',
      '/orders/./../reports',
      '//orders/..//reports',
      '/orders/%2E%2E%2Freports/../../reports',
      'http://127.0.0.1/reports',
      '/REPORTS/../reports',
    ].map((path) => [path, (scene: Scene) => scene.get(path, scene.tokens['shop']!)]),
  ),
  'other methods': {
    'an override by header': (scene) =>
      scene.raw(
        'POST /orders HTTP/1.1',
        `Authorization: Bearer ${scene.tokens['shop']}`,
        'X-HTTP-Method-Override: GET',
        'Content-Length: 0',
      ),
    'OPTIONS without a token': (scene) => scene.raw('OPTIONS /orders HTTP/1.1'),
    TRACE: (scene) =>
      scene.raw('TRACE /orders HTTP/1.1', `Authorization: Bearer ${scene.tokens['shop']}`),
    'small letters': (scene) =>
      scene.raw('get /orders HTTP/1.1', `Authorization: Bearer ${scene.tokens['shop']}`),
  },
  'smuggled requests': {
    'two lengths': (scene) =>
      scene.raw('GET /orders HTTP/1.1', 'Content-Length: 0', 'Content-Length: 6'),
    'a length and chunks': (scene) =>
      scene.raw(
        'POST /reports HTTP/1.1',
        'Content-Length: 4',
        'Transfer-Encoding: chunked',
        '',
        '0',
        '',
        `GET /orders HTTP/1.1`,
      ),
    'chunks in other letters': (scene) =>
      scene.raw(
        'POST /reports HTTP/1.1',
        'Transfer-Encoding: xchunked',
        '',
        '0',
        '',
        'GET /orders HTTP/1.1',
      ),
  },
};
