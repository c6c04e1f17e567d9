import fc from 'fast-check';
import { step, uuid, type Step, type Target } from './case.ts';
import { ecPrivate, ecPublic, otherRsaPrivate, rsaPrivate, rsaPublic } from './keys.ts';
import { send } from './send.ts';
import { fill } from './run.ts';
import { future, past, signed, signer, token } from './tokens.ts';

/** A request with a token, valid or damaged. */
export interface Sent {
  path: string;
  headers: Record<string, string>;
}

/** What a gateway makes of it. */
export interface Verdict {
  status: number;
  message: unknown;
  challenge: string | null;
  consumer: string | null;
}

const credentials: [key: string, algorithm: string, rsa_public_key?: string][] = [
  ['rs', 'RS256', rsaPublic],
  ['rs5', 'RS512', rsaPublic],
  ['hs', 'HS256'],
  ['es', 'ES256', ecPublic],
  ['ps', 'PS256', rsaPublic],
];

const configs: Record<string, object> = {
  '/plain': {},
  '/times': { claims_to_verify: ['exp', 'nbf'] },
  '/kid': { key_claim_name: 'kid' },
  '/hard': { claims_to_verify: ['exp'], uri_param_names: [], cookie_names: ['t'], realm: 'r' },
};

/** One API per way to configure the plugin, and a credential per algorithm. */
const preparation: readonly Step[] = [
  step('POST /services', { id: uuid(1), url: 'http://127.0.0.1:{{upstream}}' }),
  ...Object.entries(configs).flatMap(([path, config], index) => [
    step('POST /routes', { id: uuid(index + 2), paths: [path], service: { id: uuid(1) } }),
    step('POST /plugins', { name: 'jwt', route: { id: uuid(index + 2) }, config }),
  ]),
  ...credentials.flatMap(([key, algorithm, rsa_public_key]) => [
    step('POST /consumers', { username: key }),
    step(`POST /consumers/${key}/jwt`, { key, secret: 's3cr3t', algorithm, rsa_public_key }),
  ]),
];

const keys: [alg: string, key: string][] = [
  ['RS256', rsaPrivate],
  ['RS512', rsaPrivate],
  ['PS256', rsaPrivate],
  ['ES256', ecPrivate],
  ['HS256', 's3cr3t'],
  ['HS256', rsaPublic],
  ['RS256', otherRsaPrivate],
];

const odd = fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, '', 'x', [], {}, ['rs'], {
  a: 1,
});
const keyNames = fc.constantFrom('rs', 'rs5', 'hs', 'es', 'ps');
const times = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(future, past, future + 0.5, 0, -5, 1e20) },
  { weight: 1, arbitrary: fc.oneof(odd, fc.constant(String(future))) },
);

const good = fc
  .constantFrom<[string, string, string]>(
    ['rs', 'RS256', rsaPrivate],
    ['rs5', 'RS512', rsaPrivate],
    ['hs', 'HS256', 's3cr3t'],
    ['es', 'ES256', ecPrivate],
    ['ps', 'PS256', rsaPrivate],
  )
  .chain(([name, alg, key]) =>
    fc
      .record(
        {
          exp: times,
          nbf: times,
          more: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
            maxKeys: 3,
          }),
        },
        { requiredKeys: [] },
      )
      .map(({ exp, nbf, more }) => signed(alg, key, { ...more, iss: name, kid: name, exp, nbf })),
  );

const mixed = fc
  .record({
    key: fc.constantFrom(...keys),
    alg: fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.oneof(
          odd,
          fc.constantFrom<unknown>('none', 'rs256', 'HS256', 'RS384', 'EdDSA'),
        ),
      },
    ),
    iss: fc.oneof({ weight: 5, arbitrary: keyNames }, { weight: 1, arbitrary: odd }),
    kid: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: keyNames },
      { weight: 1, arbitrary: odd },
    ),
    headerIss: fc.option(keyNames, { nil: undefined, freq: 3 }),
    exp: times,
  })
  .map(({ key: [alg, key], alg: named, iss, kid, headerIss, exp }) =>
    token({ alg: named ?? alg, kid, iss: headerIss }, { iss, exp }, signer(alg, key)),
  );

const alphabet = 'ABCXYZabcxyz0189-_+/=.~! ';
type Damage = (token: string, at: number, character: string) => string;
const damages: Damage[] = [
  (text, at, character) => text.slice(0, at) + character + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at, character) => text.slice(0, at) + character + text.slice(at),
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text) => text.split('.').reverse().join('.'),
  (text) => text.split('.').slice(0, 2).join('.'),
  (text) => `${text}.${text}`,
  (text) => `${text}=`,
  (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
  (text) =>
    text
      .split('.')
      .map((part) => part + '='.repeat((4 - (part.length % 4)) % 4))
      .join('.'),
  (text) => text.toLowerCase(),
  (text) => text.replace(/\.([^.]*)$/, (_, part: string) => `.${part.slice(0, -1)}A`),
];

/** JSON that parsers may read differently, in place of the claims or the header. */
const strange = fc.constantFrom(
  '{"iss":"rs"',
  '{"iss":"rs",}',
  "{'iss':'rs'}",
  '{"iss":"rs"} x',
  ' {"iss":"rs"}',
  '{"iss":"rs","exp":1e400}',
  '{"iss":"rs","exp":01}',
  '{"iss":"rs","exp":0x10}',
  '{"iss":"rs","exp":NaN}',
  '{"iss":"rs","exp":Infinity}',
  '{"iss":"rs","exp":+1}',
  '{"iss":"rs","exp":.5}',
  '{"iss":"rs","exp":1.}',
  '{"iss":"r\\u0073"}',
  '{"iss":"rs\\ud800"}',
  '{"iss":"rs\\x"}',
  '{"iss":"rs\t"}',
  '{"iss":"rs\u0000"}',
  '{"iss":"nope","iss":"rs"}',
  '\ufeff{"iss":"rs"}',
  '"rs"',
  '[]',
  'null',
  'true',
  '5',
  '',
  '{}',
);

const rewritten = fc.tuple(strange, fc.boolean()).map(([text, asHeader]) => {
  const other = Buffer.from(asHeader ? '{"iss":"rs"}' : '{"alg":"RS256"}').toString('base64url');
  const part = Buffer.from(text).toString('base64url');
  const data = asHeader ? `${part}.${other}` : `${other}.${part}`;
  return `${data}.${signer('RS256', rsaPrivate)(Buffer.from(data)).toString('base64url')}`;
});

const damaged = fc
  .tuple(
    fc.oneof(good, mixed),
    fc.array(
      fc.tuple(
        fc.constantFrom(...damages),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(...alphabet),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([text, steps]) =>
    steps.reduce(
      (so, [damage, at, character]) => damage(so, Math.floor(at * so.length), character),
      text,
    ),
  );

const tokens = fc.oneof(
  { weight: 2, arbitrary: good },
  { weight: 3, arbitrary: mixed },
  { weight: 4, arbitrary: damaged },
  { weight: 1, arbitrary: rewritten },
);

type Carrier = (token: string) => Omit<Sent, 'path'> & { search?: string };
const carriers = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constant<Carrier>((text) => ({ headers: { authorization: `Bearer ${text}` } })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Carrier>(
      (text) => ({ headers: { authorization: `bearer ${text}` } }),
      (text) => ({ headers: { authorization: `BEARER ${text}` } }),
      (text) => ({ headers: { authorization: text } }),
      (text) => ({ headers: {}, search: `?jwt=${encodeURIComponent(text)}` }),
      (text) => ({ headers: { cookie: `t=${text.replace(/[;, ]/g, '')}` } }),
      (text) => ({ headers: { authorization: `Bearer ${text}` }, search: '?jwt=x' }),
    ),
  },
);

/** Requests with tokens of every kind. */
export const requests: fc.Arbitrary<Sent> = fc
  .tuple(fc.constantFrom(...Object.keys(configs)), tokens, carriers)
  .map(([path, text, carry]) => {
    const { headers, search = '' } = carry(text.trim());
    return { path: path + search, headers };
  });

/** Sets a gateway up for `judge`. */
export async function prepare(target: Target): Promise<void> {
  const saved = new Map([['upstream', target.upstream.port]]);
  for (const one of preparation) {
    const { status, text } = await send(target, fill(one, saved));
    if (status !== 201) throw new Error(`'${one.request}' gave ${status}: ${text}`);
  }
}

/** Sends a request and keeps what the gateway decided. */
export async function judge(target: Target, { path, headers }: Sent): Promise<Verdict> {
  const answer = await send(target, { request: `proxy GET ${path}`, headers });
  const body = parse(answer.text);
  const passed = body['headers'] as Record<string, string> | undefined;
  delete body['request_id'];
  return {
    status: answer.status,
    message: passed ? null : body,
    challenge: answer.headers['www-authenticate'] ?? null,
    consumer: passed?.['x-consumer-username'] ?? null,
  };
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text: text.replace(/request_id: \w+/, '') };
  }
}
