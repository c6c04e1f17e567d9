import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dotted } from '../../settings/describe.ts';
import { given, problemsWith } from './given.ts';
import { isCommand, pasted } from './pasted.ts';
import {
  placeOf,
  placesOf,
  settingSchemas,
  valueAt,
  withValue,
  wrongsOf,
  type Wrong,
} from './wrong-values.ts';

type Settings = Record<string, unknown>;

const ID = '3f5b6d1e-0000-4000-8000-000000000001';

const PREFIX = 'fusionauth-kong:';

/** What an example sets. */
function example(name: string, more: Settings = {}): Settings {
  const { config } = parse(readFileSync(`examples/${name}.yaml`, 'utf8')) as { config: Settings };
  const own = Object.entries(config).filter(([key]) => key.startsWith(PREFIX));
  const set = own.map(([key, value]) => [key.slice(PREFIX.length), value] as const);
  return { ...Object.fromEntries(set), ...more };
}

// Every setting must stand in one of these: a new one is added to an example, or here. With an issuer over https the settings hold whatever else is wrong in them.
const bases = [
  example('everything', { issuer: 'https://login.example.com', leaves: ['plugin cors'] }),
  example('web-app'),
  example('docker'),
  { side: 'issuer', keyClaim: 'kid' },
  { side: 'gateway', keyClaim: 'kid', trusts: ['organization/fusionauth-kong/issuer'] },
  {
    useExistingTenant: 'false',
    docker: {
      images: { postgres: 'postgres:16', fusionAuth: 'fusionauth/fusionauth-app:1.62.1' },
      environment: { fusionAuth: { FUSIONAUTH_APP_MEMORY: '1G' } },
      keepData: false,
      startTimeoutSeconds: 60,
    },
    keyClaim: 'kid',
    applications: [
      {
        name: 'web',
        users: [{ email: 'ann@example.com', password: 'a password of hers' }],
        refreshTokens: {},
        selfRegistration: { form: ID },
        oauth: {
          client: 'confidential',
          redirectUrls: ['https://web.example.com/'],
          allowedOrigins: ['https://web.example.com'],
          logoutBehavior: 'RedirectOnly',
          grants: ['authorization_code', 'refresh_token'],
          pkce: 'NotRequired',
          clientAuthentication: 'Required',
          urlValidation: 'AllowWildcards',
          scopeHandling: 'Compatibility',
          providedScopes: ['email'],
          unknownScopes: 'Allow',
          requireRegistration: false,
        },
      },
    ],
    machines: [
      {
        name: 'till',
        keys: [{ name: 'main', state: 'signing', bits: 4096 }],
        grants: [{ api: 'orders', permissions: ['read'] }],
      },
    ],
    apis: [
      {
        name: 'orders',
        upstream: 'https://orders.internal',
        tags: ['team-a'],
        tls: { verify: true, depth: 2, authorities: [ID], clientCertificate: ID },
        balancing: {
          targets: [{ address: '10.0.0.1:80' }],
          hash: {
            by: 'header',
            header: 'X-One',
            fallback: { by: 'header', header: 'X-Other' },
          },
        },
        rateLimit: { minute: 5, by: 'path', path: '/orders' },
        tokenIn: { query: ['token'] },
        ipRestriction: { allow: ['10.0.0.0/8'] },
        routes: [
          {
            name: 'orders',
            headers: { 'X-Region': ['eu'] },
            snis: ['orders.example.com'],
            httpsOnly: true,
            httpsRedirect: 308,
            pathHandling: 'v1',
            regexPriority: 5,
            requestBuffering: false,
            responseBuffering: false,
            tags: ['team-a'],
          },
        ],
      },
    ],
  },
];

interface Case {
  settings: Settings;
  wrong: Wrong;
}

/** Each wrong value of each setting that an example sets, once. */
const cases = new Map<string, Case>();
for (const settings of bases)
  for (const [key, schema] of Object.entries(settingSchemas))
    if (key in settings)
      for (const wrong of wrongsOf(schema, settings[key], [key])) add(settings, wrong);

/** What is wrong at one of a list is so at the others. */
function add(settings: Settings, wrong: Wrong): void {
  // Files have a test of their own.
  if (placeOf(wrong.path).startsWith('include')) return;
  const name = `${placeOf(wrong.path)} ${wrong.kind} ${JSON.stringify(wrong.value)}`;
  if (!cases.has(name)) cases.set(name, { settings, wrong });
}

/** Places made as their neighbours are, which are tried, and files. */
const ALIKE = /Transformer\.\w+|\.plugins(\[\].*)?$|\.deny|\.redis|^include/;

it('there is no other place', () => {
  const tried = new Set([...cases.values()].map(({ wrong }) => placeOf(wrong.path)));
  expect(placesOf().filter((place) => !tried.has(place) && !ALIKE.test(place))).toEqual([]);
});

describe.each([...Map.groupBy(cases, ([, { wrong }]) => wrong.kind)])('a wrong %s', (_, some) => {
  it.each(some)('%s: one problem, whose fix mends it', (_, { settings, wrong }) => {
    const spoilt = withValue(settings, wrong.path, wrong.value) as Settings;
    const problems = problemsWith(spoilt);
    expect(problems.map(({ key }) => key)).toEqual([dotted(wrong.path)]);
    const [{ fault, fix }] = problems as [(typeof problems)[number]];
    expect(fault).toMatch(/^(must|is) /);
    expect(fault).not.toMatch(/undefined|invalid|expected|received|object/i);
    const right = wrong.kind === 'unknown key' ? undefined : valueAt(settings, wrong.path);
    if (isCommand(fix)) expect(() => given(pasted(spoilt, fix, right)), fix).not.toThrow();
    else expect(fix).toBe(`edit ${dotted(wrong.path)} in the stack's YAML file`);
  });
});
