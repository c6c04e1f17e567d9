import { each, step, uuid, type Case, type Step } from '../suite/case.ts';
import {
  ecPrivate,
  ecPublic,
  ec384Private,
  ec384Public,
  ec521Private,
  ec521Public,
  edPrivate,
  edPublic,
  otherRsaPrivate,
  rsaPrivate,
  rsaPublic,
} from '../suite/keys.ts';
import { future, past, signed, signer, token, type Claims } from '../suite/tokens.ts';

const setUp = (config: object = {}, service: object = {}): Step[] => [
  step('POST /services', {
    id: uuid(1),
    name: 'svc',
    url: 'http://127.0.0.1:{{upstream}}',
    ...service,
  }),
  step('POST /routes', { paths: ['/api'], service: { id: uuid(1) } }),
  step('POST /plugins', { name: 'jwt', service: { id: uuid(1) }, config }),
  step('POST /consumers', { id: uuid(2), username: 'one', custom_id: 'c-1' }),
  step('POST /consumers/one/jwt', {
    key: 'iss',
    secret: 's3cr3t',
    algorithm: 'RS256',
    rsa_public_key: rsaPublic,
  }),
];

const credential = (algorithm: string, rest: object) =>
  step('POST /consumers/one/jwt', { key: 'other', secret: 's3cr3t', algorithm, ...rest });

const call = (bearer: string, rest: object = {}): Step =>
  step('proxy GET /api/x', undefined, { headers: { authorization: `Bearer ${bearer}`, ...rest } });
const rs = (claims: Claims, header: object = {}, key = rsaPrivate) =>
  signed('RS256', key, claims, header);
const good = rs({ iss: 'iss', exp: future });
const [head = '', body = '', signature = ''] = good.split('.');
const b64 = (text: string) => Buffer.from(text).toString('base64url');
const flip = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
const unsigned = () => Buffer.alloc(0);

const tokens: Record<string, string> = {
  good: good,
  'without exp': rs({ iss: 'iss' }),
  'another issuer': rs({ iss: 'nope', exp: future }),
  'no issuer': rs({ exp: future }),
  'empty issuer': rs({ iss: '', exp: future }),
  'null issuer': rs({ iss: null, exp: future }),
  'false issuer': rs({ iss: false, exp: future }),
  'numeric issuer': rs({ iss: 5, exp: future }),
  'issuer as a list': rs({ iss: ['iss'], exp: future }),
  'issuer in the header': rs({ exp: future }, { iss: 'iss' }),
  'issuer in both': rs({ iss: 'iss', exp: future }, { iss: 'nope' }),
  'another key': rs({ iss: 'iss', exp: future }, {}, otherRsaPrivate),
  'changed claims': `${head}.${b64(JSON.stringify({ iss: 'iss', exp: future, sub: 'x' }))}.${signature}`,
  'changed signature': `${head}.${body}.${flip(signature)}`,
  'cut signature': `${head}.${body}.${signature.slice(0, -4)}`,
  'cut signature by one': `${head}.${body}.${signature.slice(0, -1)}`,
  'empty signature': `${head}.${body}.`,
  'no signature': `${head}.${body}`,
  'header alone': head,
  'four parts': `${good}.x`,
  'padded signature': `${good}==`,
  'signature in plain base64': `${head}.${body}.+/${signature.slice(2)}`,
  'signature that is no base64': `${head}.${body}.!!!`,
  'empty claims': `${head}..${signature}`,
  'empty header': `.${body}.${signature}`,
  'dots alone': '..',
  'no token at all': 'x',
  'header that is no JSON': `${b64('{')}.${body}.${signature}`,
  'claims that are no JSON': `${head}.${b64('{')}.${signature}`,
  'claims as a list': `${head}.${b64('[]')}.${signature}`,
  'claims as null': `${head}.${b64('null')}.${signature}`,
  'claims as text': `${head}.${b64('"x"')}.${signature}`,
  'claims as a number': `${head}.${b64('5')}.${signature}`,
  'header as a list': `${b64('[]')}.${body}.${signature}`,
  'header as null': `${b64('null')}.${body}.${signature}`,
  'header as text': `${b64('"x"')}.${body}.${signature}`,
  'alg none': token({ alg: 'none' }, { iss: 'iss', exp: future }, unsigned),
  'alg in small letters': token(
    { alg: 'rs256' },
    { iss: 'iss', exp: future },
    signer('RS256', rsaPrivate),
  ),
  'alg missing': token({ typ: 'JWT' }, { iss: 'iss', exp: future }, signer('RS256', rsaPrivate)),
  'alg as a number': token({ alg: 5 }, { iss: 'iss', exp: future }, unsigned),
  'alg unknown': token({ alg: 'XS256' }, { iss: 'iss', exp: future }, unsigned),
  'HS256 with the public key': signed('HS256', rsaPublic, { iss: 'iss', exp: future }),
  'HS256 with the secret': signed('HS256', 's3cr3t', { iss: 'iss', exp: future }),
  'RS512 where RS256 is expected': signed('RS512', rsaPrivate, { iss: 'iss', exp: future }),
  'PS256 where RS256 is expected': signed('PS256', rsaPrivate, { iss: 'iss', exp: future }),
  'typ missing': token({ alg: 'RS256' }, { iss: 'iss', exp: future }, signer('RS256', rsaPrivate)),
  'typ unknown': rs({ iss: 'iss', exp: future }, { typ: 'x' }),
  'critical header': rs({ iss: 'iss', exp: future }, { crit: ['x'] }),
  'spaces in JSON': ((signedPart: string) =>
    `${signedPart}.${signer('RS256', rsaPrivate)(Buffer.from(signedPart)).toString('base64url')}`)(
    `${b64('{ "alg" : "RS256" }')}.${b64(`{ "iss" : "iss", "exp" : ${future} }`)}`,
  ),
  'trailing text in JSON': `${b64('{"alg":"RS256"} x')}.${body}.${signature}`,
  'a claim twice': ((signedPart: string) =>
    `${signedPart}.${signer('RS256', rsaPrivate)(Buffer.from(signedPart)).toString('base64url')}`)(
    `${head}.${b64(`{"iss":"nope","iss":"iss","exp":${future}}`)}`,
  ),
  'unicode claims': rs({ iss: 'iss', exp: future, name: 'Jürgen ☃' }),
};

const times: Record<string, string> = {
  good: good,
  expired: rs({ iss: 'iss', exp: past }),
  'no exp': rs({ iss: 'iss' }),
  'exp as text': rs({ iss: 'iss', exp: String(future) }),
  'exp null': rs({ iss: 'iss', exp: null }),
  'exp with a fraction': rs({ iss: 'iss', exp: future + 0.5 }),
  'exp negative': rs({ iss: 'iss', exp: -1 }),
  'not yet valid': rs({ iss: 'iss', exp: future, nbf: future }),
  'nbf as text': rs({ iss: 'iss', exp: future, nbf: 'x' }),
  'valid since long ago': rs({ iss: 'iss', exp: future, nbf: past }),
  'expired and not yet valid': rs({ iss: 'iss', exp: past, nbf: future }),
  'expired with another key': rs({ iss: 'iss', exp: past }, {}, otherRsaPrivate),
};

const algorithms: [string, string, string][] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg): [string, string, string] => [
    alg,
    rsaPrivate,
    rsaPublic,
  ]),
  ['ES256', ecPrivate, ecPublic],
  ['ES384', ec384Private, ec384Public],
  ['ES512', ec521Private, ec521Public],
  ['EdDSA', edPrivate, edPublic],
];
const claims = { iss: 'other', exp: future };

const timed = Object.fromEntries(
  Object.entries(times).map(([name, bearer]) => [name, call(bearer)]),
);

export const verdicts: Case[] = [
  ...each(
    'token',
    Object.fromEntries(Object.entries(tokens).map(([name, bearer]) => [name, call(bearer)])),
    setUp(),
  ),
  ...each('exp verified', timed, setUp({ claims_to_verify: ['exp'] })),
  ...each('nbf verified', timed, setUp({ claims_to_verify: ['nbf'] })),
  ...each('both verified', timed, setUp({ claims_to_verify: ['exp', 'nbf'] })),
  ...each(
    'maximum expiration',
    {
      'far too long': call(good),
      within: call(rs({ iss: 'iss', exp: Math.floor(Date.now() / 1000) + 1800 })),
      expired: call(rs({ iss: 'iss', exp: past })),
    },
    setUp({ claims_to_verify: ['exp'], maximum_expiration: 3600 }),
  ),
  ...each(
    'algorithm',
    {
      ...Object.fromEntries(
        algorithms.flatMap(([alg, key, rsa_public_key]) => [
          [`${alg} good`, [credential(alg, { rsa_public_key }), call(signed(alg, key, claims))]],
          [
            `${alg} changed`,
            [
              credential(alg, { rsa_public_key }),
              call(`${signed(alg, key, claims).slice(0, -8)}AAAAAAAA`),
            ],
          ],
          [
            `${alg} cut`,
            [credential(alg, { rsa_public_key }), call(signed(alg, key, claims).slice(0, -8))],
          ],
        ]),
      ),
      ...Object.fromEntries(
        ['HS256', 'HS384', 'HS512'].flatMap((alg) => [
          [`${alg} good`, [credential(alg, {}), call(signed(alg, 's3cr3t', claims))]],
          [`${alg} with another secret`, [credential(alg, {}), call(signed(alg, 'x', claims))]],
        ]),
      ),
      'ES256 with a key of another curve': [
        credential('ES256', { rsa_public_key: ec384Public }),
        call(signed('ES256', ecPrivate, claims)),
      ],
      'ES256 without a key': [credential('ES256', {}), call(signed('ES256', ecPrivate, claims))],
      'RS256 with an elliptic key': [
        credential('RS256', { rsa_public_key: ecPublic }),
        call(signed('RS256', rsaPrivate, claims)),
      ],
      'RS256 with the private key stored': [
        credential('RS256', { rsa_public_key: rsaPrivate }),
        call(signed('RS256', rsaPrivate, claims)),
      ],
    },
    setUp(),
  ),
  ...each(
    'secret in base64',
    {
      decoded: call(signed('HS256', 'secret', claims)),
      'as it is': call(signed('HS256', 'c2VjcmV0', claims)),
    },
    [...setUp({ secret_is_base64: true }), credential('HS256', { secret: 'c2VjcmV0' })],
  ),
  ...each(
    'kid',
    {
      'in the header': call(rs({ exp: future }, { kid: 'iss' })),
      'in the claims': call(rs({ exp: future, kid: 'iss' })),
      'in both': call(rs({ exp: future, kid: 'iss' }, { kid: 'nope' })),
      missing: call(good),
      unknown: call(rs({ exp: future }, { kid: 'nope' })),
      empty: call(rs({ exp: future }, { kid: '' })),
    },
    setUp({ key_claim_name: 'kid' }),
  ),
];
