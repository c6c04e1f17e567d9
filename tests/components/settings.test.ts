import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SettingsError, readTogether } from '../../servers/problems.ts';
import { readSettings } from '../../settings/read.ts';
import { readServers } from '../../servers/servers.ts';

/** The configuration as the CLI hands it over when a stack sets nothing itself. */
function defaults(): Record<string, string> {
  const project = parse(readFileSync('Pulumi.yaml', 'utf8')) as {
    config: Record<string, { default: unknown }>;
  };
  return Object.fromEntries(
    Object.entries(project.config).map(([key, { default: value }]) => [
      `fusionauth-kong:${key}`,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}

function problemsOf(change: Record<string, unknown>): string[] {
  const texts = Object.entries(change).map(([key, value]) => [
    `fusionauth-kong:${key}`,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  try {
    readSettings({ ...defaults(), ...(Object.fromEntries(texts) as Record<string, string>) });
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

const application = (more: object = {}) => ({ name: 'example', ...more });
const machine = (more: object = {}) => ({
  name: 'exporter',
  grants: [{ api: 'example_service', permissions: ['read'] }],
  ...more,
});
const api = (more: object = {}) => ({
  name: 'orders',
  upstream: 'http://orders.internal',
  routes: [{ name: 'orders', paths: ['/orders'] }],
  ...more,
});

describe('the defaults of Pulumi.yaml', () => {
  it('are the guide', () => {
    const settings = readSettings(defaults());
    expect(settings).toMatchObject({
      issuer: 'https://local.fusionauth.io',
      keyClaim: 'iss',
      protect: false,
      applications: [
        {
          name: 'example',
          consumer: 'fusionauth',
          tokenLifetimeSeconds: 3600,
          keys: [{ name: 'main', state: 'signing', bits: 2048 }],
        },
      ],
      apis: [{ name: 'example_service', routes: [{ paths: ['/mock'] }] }],
    });
  });
});

describe('a setting that is wrong', () => {
  it.each([
    [
      'an unknown setting',
      { isuer: 'x' },
      'isuer: is not a setting; did you mean issuer?',
      'pulumi config rm isuer',
    ],
    [
      'an unknown setting inside a list',
      { applications: [application({ colour: 'red' })] },
      'applications[0].colour: is not a setting',
      "pulumi config rm --path 'applications[0].colour'",
    ],
    [
      'an issuer that is no URL',
      { issuer: 'acme.com' },
      'issuer = "acme.com": must be an https URL without blanks, query or fragment',
      'pulumi config set issuer VALUE',
    ],
    [
      'an issuer with blanks',
      { issuer: ' https://login.example.com' },
      'issuer = " https://login.example.com": must be an https URL without blanks, query or fragment',
      'pulumi config set issuer VALUE',
    ],
    [
      'an issuer in plain http',
      { issuer: 'http://login.example.com' },
      'issuer = "http://login.example.com": must be an https URL: over http whoever is in between reads logins and tokens',
      'pulumi config set issuer HTTPS_URL or, on a private network, pulumi config set allowHttpIssuer true',
    ],
    [
      'a list that is none',
      { apis: 'orders' },
      'apis = "orders": must be a list',
      "edit apis in the stack's YAML file",
    ],
    [
      'a small key',
      { applications: [application({ keys: [{ name: 'main', bits: 1024 }] })] },
      'applications[0].keys[0].bits = 1024: must be 2048, 3072 or 4096',
      "pulumi config set --path 'applications[0].keys[0].bits' VALUE",
    ],
    [
      'a protection that is neither on nor off',
      { protect: 'yes' },
      'protect = "yes": must be true or false',
      'pulumi config set protect VALUE',
    ],
    [
      'a missing upstream',
      { apis: [api({ upstream: undefined })] },
      'apis[0].upstream: is missing',
      "pulumi config set --path 'apis[0].upstream' VALUE",
    ],
    [
      'two applications of one name',
      { keyClaim: 'kid', applications: [application(), application({ consumer: 'other' })] },
      'name of applications[] and machines[] = "example": is used more than once',
      'give each its own',
    ],
    [
      'two applications with one consumer',
      { keyClaim: 'kid', applications: [application(), { name: 'b', consumer: 'example' }] },
      'consumer of applications[] and machines[] = "example": is used more than once',
      'give each its own',
    ],
    [
      'two APIs of one name',
      { apis: [api(), api({ routes: [{ name: 'b', paths: ['/b'] }] })] },
      'apis[].name = "orders": is used more than once',
      'give each its own',
    ],
    [
      'two APIs on one path',
      { apis: [api(), api({ name: 'b', routes: [{ name: 'b', paths: ['/orders'] }] })] },
      'apis[].routes[].paths = "/orders GET any host": is used more than once',
      'give each its own',
    ],
    [
      'a user twice',
      { applications: [application({ users: [{ email: 'a@b.test' }, { email: 'A@b.test' }] })] },
      'applications[0].users[].email = "a@b.test": is used more than once',
      'list each user once, with all its roles',
    ],
    [
      'a role twice',
      { applications: [application({ roles: [{ name: 'buyer' }, { name: 'buyer' }] })] },
      'applications[0].roles[].name = "buyer": is used more than once',
      'declare it once',
    ],
    [
      'a role that the application does not declare',
      {
        applications: [
          application({
            roles: [{ name: 'buyer' }],
            users: [{ email: 'a@b.test', roles: ['admin'] }],
          }),
        ],
      },
      'applications[0].users[0].roles = "admin": names no role of application example',
      "use one of buyer, or declare it in the application's roles",
    ],
    [
      'a role of an application that declares none',
      { applications: [application({ users: [{ email: 'a@b.test', roles: ['admin'] }] })] },
      'applications[0].users[0].roles = "admin": names no role of application example',
      "declare it in the application's roles",
    ],
    [
      'a role twice for one user',
      {
        applications: [
          application({
            roles: [{ name: 'buyer' }],
            users: [{ email: 'a@b.test', roles: ['buyer', 'buyer'] }],
          }),
        ],
      },
      'applications[0].users[0].roles = "buyer": is used more than once',
      'name each once',
    ],
    [
      'a user without roles, said so',
      { applications: [application({ users: [{ email: 'a@b.test', roles: [] }] })] },
      'applications[0].users[0].roles = []: must name a role, or be left out',
      "edit applications[0].users[0].roles in the stack's YAML file",
    ],
    [
      'a role with blanks around it',
      { applications: [application({ roles: [{ name: 'buyer ' }] })] },
      'applications[0].roles[0].name = "buyer ": must be 1 to 191 characters without blanks around them and without control characters',
      "pulumi config set --path 'applications[0].roles[0].name' VALUE",
    ],
    [
      'two passwords of one user',
      {
        keyClaim: 'kid',
        applications: ['shop', 'desk'].map((name) => ({
          name,
          users: [{ email: 'a@b.test', password: 'hunter2-hunter2' }],
        })),
      },
      'applications[1].users[0].password: is that of a@b.test, whose password applications[0].users[0].password sets',
      "pulumi config rm --path 'applications[1].users[0].password'",
    ],
    [
      'an API that allows a stranger',
      { apis: [api({ allow: ['stranger'] })] },
      'apis[0].allow = "stranger": names no application',
      'use one of example',
    ],
    [
      'a machine that calls no API of the stack',
      {
        keyClaim: 'kid',
        machines: [machine({ grants: [{ api: 'none', permissions: ['read'] }] })],
      },
      'machines[0].grants[].api = "none": names no API',
      'use one of example_service',
    ],
    [
      'a machine with the name of an application',
      { keyClaim: 'kid', machines: [machine({ name: 'example' })] },
      'name of applications[] and machines[] = "example": is used more than once',
      'give each its own',
    ],
    [
      'a machine under keyClaim iss',
      { machines: [machine()] },
      'keyClaim = "iss": finds one key per issuer in Kong, but 2 keys are declared',
      'pulumi config set keyClaim kid',
    ],
    [
      'two applications under keyClaim iss',
      { applications: [application(), application({ name: 'second' })] },
      'keyClaim = "iss": finds one key per issuer in Kong, but 2 keys are declared',
      'pulumi config set keyClaim kid',
    ],
    [
      'no key that signs',
      { applications: [application({ keys: [{ name: 'main', state: 'verifying' }] })] },
      'applications[0].keys = []: must have exactly one key in state signing',
      'set the state of the others to verifying in applications[0].keys',
    ],
  ])('%s is named with its value and the fix', (_, change, problem, fix) => {
    expect(problemsOf(change)).toEqual([`  ${problem}`, `    fix: ${fix}`]);
  });

  it('is not a user of two applications', () => {
    const applications = ['shop', 'desk'].map((name) => ({ name, users: [{ email: 'a@b.test' }] }));
    expect(problemsOf({ keyClaim: 'kid', applications })).toEqual([]);
  });

  it('is not a path that two routes share for other methods or hosts', () => {
    const read = { name: 'read', paths: ['/orders'], methods: ['GET'] };
    const write = { name: 'write', paths: ['/orders'], methods: ['POST'] };
    const inside = { name: 'inside', paths: ['/orders'], methods: ['GET'], hosts: ['a.test'] };
    expect(problemsOf({ apis: [api({ routes: [read, write, inside] })] })).toEqual([]);
  });

  it('is reported together with all the others', () => {
    const change = { issuer: 'acme', keyClaim: 'sub', apis: [api({ routes: [] })], other: '1' };
    expect(problemsOf(change).filter((line) => line.includes('fix:'))).toHaveLength(4);
  });

  it('never shows a password that is part of a URL', () => {
    const text = problemsOf({
      apis: [api({ upstream: 'http://me:hunter2@orders.internal' })],
    }).join();
    expect(text).toContain('apis[0].upstream = "http://[secret]@orders.internal"');
    expect(text).not.toContain('hunter2');
  });

  it('never shows a password', () => {
    const users = [{ email: 'a@b.test', password: 'hunter2' }];
    const text = problemsOf({ applications: [application({ users })] }).join('\n');
    expect(text).toContain('applications[0].users[0].password: must have 8 characters or more');
    expect(text).not.toContain('hunter2');
  });
});

describe('the servers', () => {
  it('come from the configuration first and from the environment second', () => {
    const config = { 'fusionauth:host': 'https://login.example.com/', 'kong:kongAdminToken': 't' };
    const env = {
      FA_DOMAIN: 'https://other.example',
      FA_API_KEY: 'k',
      KONG_ADMIN_ADDR: 'https://kong:8444',
    };
    expect(readServers(config, env)).toEqual({
      kong: {
        adminUri: 'https://kong:8444',
        headers: { 'kong-admin-token': 't' },
        tlsSkipVerify: false,
      },
      fusionAuth: { host: 'https://login.example.com', apiKey: 'k' },
    });
  });

  it('identify the stack to Kong in the ways of its provider, from variables as from settings', () => {
    const more = { KONG_API_KEY: 'k', KONG_ADMIN_USERNAME: 'u', KONG_ADMIN_PASSWORD: 'p' };
    const env = { FA_DOMAIN: 'https://login.example.com', FA_API_KEY: 'f', ...more };
    const config = { 'kong:kongAdminUri': 'https://kong:8444/', 'kong:kongWorkspace': 'team' };
    expect(readServers(config, { ...env, TLS_SKIP_VERIFY: '1' }).kong).toEqual({
      adminUri: 'https://kong:8444/team',
      workspace: 'team',
      headers: { apikey: 'k', authorization: `Basic ${btoa('u:p')}` },
      tlsSkipVerify: true,
    });
  });

  it('have no credentials in a URL or in plain text, and no flag that is neither true nor false', () => {
    const config = {
      'kong:kongAdminUri': 'https://u:hidden@kong:8444',
      'kong:kongAdminToken': 'hidden-too',
      'kong:tlsSkipVerify': 'maybe',
      'fusionauth:host': 'https://login.example.com',
      'fusionauth:apiKey': 'encrypted',
    };
    const env = { PULUMI_CONFIG_SECRET_KEYS: '["fusionauth:apiKey"]' };
    const read = () => readServers(config, env);
    expect(read).toThrow(/has 3 problems/);
    expect(read).toThrow('kong:kongAdminUri = "https://[secret]@kong:8444": has credentials in it');
    expect(read).toThrow('kong:kongAdminToken: stands in plain text');
    expect(read).toThrow('kong:tlsSkipVerify = "maybe": must be true or false');
    expect(read).not.toThrow(/hidden|encrypted/);
    expect(() => readServers(config, {})).not.toThrow(/plain text in the settings/);
  });

  it('that are missing are reported together with wrong settings', () => {
    const config = { ...defaults(), 'fusionauth-kong:issuer': 'acme' };
    const read = () =>
      readTogether(
        () => readSettings(config),
        () => readServers(config, {}),
      );
    expect(read).toThrow(/has 3 problems; nothing was changed/);
    expect(read).toThrow(
      'pulumi config set --secret fusionauth:apiKey VALUE, or export FA_API_KEY',
    );
  });
});
