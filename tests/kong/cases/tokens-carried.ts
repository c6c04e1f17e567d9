import { each, step, uuid, type Case, type Step } from '../suite/case.ts';
import { rsaPrivate, rsaPublic } from '../suite/keys.ts';
import { future, signed } from '../suite/tokens.ts';

const setUp = (config: object = {}): Step[] => [
  step('POST /services', { id: uuid(1), name: 'svc', url: 'http://127.0.0.1:{{upstream}}' }),
  step('POST /routes', { id: uuid(3), paths: ['/api'], service: { id: uuid(1) } }),
  step('POST /plugins', { id: uuid(4), name: 'jwt', service: { id: uuid(1) }, config }),
  step('POST /consumers', { id: uuid(2), username: 'one', custom_id: 'c-1' }),
  step('POST /consumers/one/jwt', {
    key: 'iss',
    secret: 's3cr3t',
    algorithm: 'RS256',
    rsa_public_key: rsaPublic,
  }),
];
const good = signed('RS256', rsaPrivate, { iss: 'iss', exp: future });
const other = signed('RS256', rsaPrivate, { iss: 'iss', exp: future, sub: 'other' });
const get = (path: string, headers: Record<string, string | string[]> = {}, method = 'GET'): Step =>
  step(`proxy ${method} ${path}`, undefined, { headers });
const bearer = { authorization: `Bearer ${good}` };
const anonymous = step('POST /consumers', { id: uuid(5), username: 'anyone', custom_id: 'any' });

export const tokensCarried: Case[] = [
  ...each(
    'where',
    {
      header: get('/api', bearer),
      'small bearer': get('/api', { authorization: `bearer ${good}` }),
      'capital bearer': get('/api', { authorization: `BEARER ${good}` }),
      'no scheme': get('/api', { authorization: good }),
      basic: get('/api', { authorization: `Basic ${good}` }),
      'two blanks': get('/api', { authorization: `Bearer  ${good}` }),
      'bearer alone': get('/api', { authorization: 'Bearer' }),
      'bearer and a blank': get('/api', { authorization: 'Bearer ' }),
      'text before': get('/api', { authorization: `x Bearer ${good}` }),
      'text after': get('/api', { authorization: `Bearer ${good} x` }),
      'no header': get('/api'),
      'empty header': get('/api', { authorization: '' }),
      'two headers': get('/api', { authorization: [`Bearer ${good}`, `Bearer ${other}`] }),
      'two headers alike': get('/api', { authorization: [`Bearer ${good}`, `Bearer ${good}`] }),
      query: get(`/api?jwt=${good}`),
      'query and header': get(`/api?jwt=${good}`, bearer),
      'query and header differ': get(`/api?jwt=${other}`, bearer),
      'query twice': get(`/api?jwt=${good}&jwt=${other}`),
      'query empty': get('/api?jwt='),
      'query empty beside the header': get('/api?jwt=', bearer),
      'query without a value': get('/api?jwt'),
      'query bad': get('/api?jwt=x'),
      'query under another name': get(`/api?token=${good}`),
      cookie: get('/api', { cookie: `jwt=${good}` }),
      'POST body': { request: 'proxy POST /api', form: [['jwt', good]] },
      preflight: get('/api', {}, 'OPTIONS'),
      HEAD: get('/api', {}, 'HEAD'),
      'HEAD with a token': get('/api', bearer, 'HEAD'),
    },
    setUp(),
  ),
  ...each('configured', {
    'no query': [...setUp({ uri_param_names: [] }), get(`/api?jwt=${good}`)],
    'another argument': [...setUp({ uri_param_names: ['t'] }), get(`/api?t=${good}`)],
    cookie: [...setUp({ cookie_names: ['tok'] }), get('/api', { cookie: `a=1; tok=${good}; b=2` })],
    'cookie missing': [...setUp({ cookie_names: ['tok'] }), get('/api', { cookie: 'a=1' })],
    'cookie and header differ': [
      ...setUp({ cookie_names: ['tok'] }),
      get('/api', { ...bearer, cookie: `tok=${other}` }),
    ],
    'another header': [
      ...setUp({ header_names: ['x-token'] }),
      get('/api', { 'x-token': `Bearer ${good}` }),
    ],
    'another header without a scheme': [
      ...setUp({ header_names: ['x-token'] }),
      get('/api', { 'x-token': good }),
    ],
    'another header twice': [
      ...setUp({ header_names: ['x-token'] }),
      get('/api', { 'x-token': [`Bearer ${good}`, `Bearer ${other}`] }),
    ],
    'not authorization': [...setUp({ header_names: ['x-token'] }), get('/api', bearer)],
    realm: [...setUp({ realm: 'here' }), get('/api')],
    'realm with a bad token': [
      ...setUp({ realm: 'here' }),
      get('/api', { authorization: 'Bearer x' }),
    ],
    'no preflight': [...setUp({ run_on_preflight: false }), get('/api', {}, 'OPTIONS')],
    'no preflight, yet GET': [...setUp({ run_on_preflight: false }), get('/api')],
    disabled: [...setUp(), step(`PATCH /plugins/${uuid(4)}`, { enabled: false }), get('/api')],
    'on the route': [
      ...setUp(),
      step(`DELETE /plugins/${uuid(4)}`),
      step(`POST /routes/${uuid(3)}/plugins`, { name: 'jwt' }),
      get('/api'),
      get('/api', bearer),
    ],
    'for everything': [
      ...setUp(),
      step(`DELETE /plugins/${uuid(4)}`),
      step('POST /plugins', { name: 'jwt' }),
      get('/api'),
      get('/api', bearer),
    ],
    'route wins over service': [
      ...setUp(),
      step(`POST /routes/${uuid(3)}/plugins`, { name: 'jwt', config: { realm: 'route' } }),
      get('/api'),
    ],
    'only https': [
      ...setUp(),
      step(`PATCH /plugins/${uuid(4)}`, { protocols: ['https'] }),
      get('/api'),
    ],
  }),
  ...each(
    'consumer',
    {
      'headers of the client are overwritten': get('/api', {
        ...bearer,
        'x-consumer-id': 'fake',
        'x-consumer-username': 'fake',
        'x-consumer-custom-id': 'fake',
        'x-credential-identifier': 'fake',
        'x-anonymous-consumer': 'true',
        'x-consumer-groups': 'admin',
      }),
      'without a custom id': [
        step('PATCH /consumers/one', { custom_id: null }),
        get('/api', { ...bearer, 'x-consumer-custom-id': 'fake' }),
      ],
      'credential deleted': [step('DELETE /consumers/one/jwt/iss'), get('/api', bearer)],
      'consumer deleted': [step('DELETE /consumers/one'), get('/api', bearer)],
      'credential changed': [
        step('PATCH /consumers/one/jwt/iss', { algorithm: 'HS256' }),
        get('/api', bearer),
      ],
      'key renamed': [step('PATCH /consumers/one/jwt/iss', { key: 'new' }), get('/api', bearer)],
    },
    setUp(),
  ),
  ...each('anonymous', {
    'no token': [anonymous, ...setUp({ anonymous: 'anyone' }), get('/api')],
    'good token': [anonymous, ...setUp({ anonymous: 'anyone' }), get('/api', bearer)],
    'bad token': [
      anonymous,
      ...setUp({ anonymous: 'anyone' }),
      get('/api', { authorization: 'Bearer x' }),
    ],
    'by id': [anonymous, ...setUp({ anonymous: uuid(5) }), get('/api')],
    'missing consumer': [...setUp({ anonymous: 'nobody' }), get('/api')],
    'with groups': [
      anonymous,
      ...setUp({ anonymous: 'anyone' }),
      step('POST /plugins', { name: 'acl', config: { allow: ['g'] } }),
      get('/api'),
      step('POST /consumers/anyone/acls', { group: 'g' }),
      get('/api'),
    ],
    'or an API key': [
      anonymous,
      ...setUp({ anonymous: 'anyone' }),
      step('POST /plugins', { name: 'key-auth', config: { anonymous: 'anyone' } }),
      step('POST /consumers/one/key-auth', { key: 'k' }),
      get('/api', { apikey: 'k' }),
      get('/api', bearer),
      get('/api', { ...bearer, apikey: 'k' }),
      get('/api'),
    ],
  }),
  ...each(
    'acl',
    {
      'no authentication at all': [step(`DELETE /plugins/${uuid(4)}`), get('/api')],
      'no group': get('/api', bearer),
      'another group': [step('POST /consumers/one/acls', { group: 'x' }), get('/api', bearer)],
      'the group': [step('POST /consumers/one/acls', { group: 'a' }), get('/api', bearer)],
      'no token': get('/api'),
      'group taken away': [
        step('POST /consumers/one/acls', { group: 'a' }),
        get('/api', bearer),
        step('DELETE /consumers/one/acls/a'),
        get('/api', bearer),
      ],
      'as text': [
        step('POST /consumers/one/acls', { group: 'x' }),
        get('/api', { ...bearer, accept: 'text/plain' }),
      ],
    },
    [
      ...setUp(),
      step('POST /plugins', {
        name: 'acl',
        service: { id: uuid(1) },
        config: { allow: ['a', 'b'] },
      }),
    ],
  ),
  ...each(
    'acl that denies',
    {
      'no group': get('/api', bearer),
      'the group': [step('POST /consumers/one/acls', { group: 'bad' }), get('/api', bearer)],
      'another group': [step('POST /consumers/one/acls', { group: 'fine' }), get('/api', bearer)],
    },
    [
      ...setUp(),
      step('POST /plugins', { name: 'acl', config: { deny: ['bad'], hide_groups_header: true } }),
    ],
  ),
];
