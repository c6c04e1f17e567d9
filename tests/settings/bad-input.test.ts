import { describe, expect, it } from 'vitest';
import { readServers } from '../../servers/servers.ts';
import { api, given, problemsWith } from './given.ts';

const faults = (settings: Record<string, unknown>) =>
  problemsWith(settings).map(({ key, fault }) => `${key}: ${fault}`);

describe('Kong/deck#1310: a path that Kong refuses, or takes and never matches', () => {
  it.each([
    ['/orders/{id}', /regular expression: ~\/orders\/\[\^\/\]\+\$$/],
    ['/orders/\\d+', /letter by letter/],
    ['/orders/*', /letter by letter/],
    ['/orders?id=1', /no query/],
    ['/x#y', /no fragment/],
    ['/orders//list', /as Kong sees it: \/orders\/list$/],
    ['/a/../b', /as Kong sees it: \/b$/],
    ['/../x', /as Kong sees it: \/x$/],
    ['//x', /as Kong sees it: \/x$/],
    ['/%7Eann', /as Kong sees it: \/~ann$/],
    ['/%zz', /two hexadecimal digits/],
    ['/a\u0001b', /no such characters/],
    ['/größe', /use \/gr%C3%B6%C3%9Fe$/],
    ['orders', /must start with "\/"/],
    ['~orders', /must go on with "\/"/],
    ['~/orders/(', /regular expression/],
  ])('%s', (path, fault) => {
    const found = faults({ apis: [api({}, { paths: [path] })] });
    expect(found).toEqual([expect.stringMatching(/^apis\[0\]\.routes\[0\]\.paths\[0\]: /)]);
    expect(found[0]).toMatch(fault);
  });

  it.each([
    '/',
    '/orders',
    '/orders/',
    '/a%2Fb',
    '/wiki/Kong_(gateway)',
    '~/orders/\\d+$',
    '/~ann',
  ])('is not %s', (path) => expect(faults({ apis: [api({}, { paths: [path] })] })).toEqual([]));
});

describe('a host that Kong refuses, or takes and never matches', () => {
  it.each([
    ['*', /whole first or last label/],
    ['*.ex.*', /host name|label/],
    ['a..b', /must be a host name/],
    ['*a.example', /whole first or last label/],
    ['exämple.com', /must be written as xn--exmple-cua\.com/],
    ['A.Example', /must be written as a\.example/],
    ['a:8000', /no port/],
    ['[::1]', /no IPv6 address/],
    ['https://a.example', /host name alone/],
  ])('%s', (host, fault) => {
    const [found, ...others] = faults({ apis: [api({}, { hosts: [host] })] });
    expect(others).toEqual([]);
    expect(found).toMatch(fault);
  });

  it.each([
    'shop.example.com',
    '*.example.com',
    'example.*',
    'localhost',
    'a_b.internal',
    '10.0.0.1',
  ])('is not %s', (host) => expect(faults({ apis: [api({}, { hosts: [host] })] })).toEqual([]));
});

describe('Kong/kong#13849: origins of cors that browsers do not send', () => {
  it.each([
    ['*.example.com', 'https://[^./]+\\.example\\.com'],
    ['https://*.example.com', 'https://[^./]+\\.example\\.com'],
    ['https://shop.example.com/', 'must be an origin as browsers send it'],
    ['https://[\\w-_]+\\.example\\.com', 'regular expression that PCRE knows'],
    ['(', 'regular expression that PCRE knows'],
  ])('%s', (origin, told) => {
    expect(faults({ apis: [api({ cors: { origins: [origin] } })] }).join()).toContain(told);
  });

  it('and any origin together with cookies', () => {
    const cors = { origins: ['*'], credentials: true };
    expect(faults({ apis: [api({ cors })] }).join()).toContain('must name its origins');
  });
});

describe('pulumi/pulumi#17586: a name of digits or a switch, as `pulumi config set --path` stores it', () => {
  it('is taken as text', () => {
    const settings = given({
      applications: [{ name: 7, roles: [{ name: 1 }, { name: false }] }],
      apis: [api({ name: 2024, allow: [7] }, { name: true })],
    });
    expect(settings.apis[0]).toMatchObject({
      name: '2024',
      allow: ['7'],
      routes: [{ name: 'true' }],
    });
    expect(settings.applications[0]).toMatchObject({
      name: '7',
      roles: [{ name: '1' }, { name: 'false' }],
    });
  });
});

describe('Kong/kong#2721: a consumer', () => {
  it.each(['svc+orders@example.com', 'orders service', 'idp|5f1a', 'Größe-Käufer'])(
    'is named %s, as Kong takes it',
    (consumer) => {
      const { applications } = given({ applications: [{ name: 'orders', consumer }] });
      expect(applications[0]!.consumer).toBe(consumer);
    },
  );
});

describe('pulumi/docs#16958: a project of another name', () => {
  it('has its own name for the namespace of its settings', () => {
    const settings = given({ protect: true, tenant: 'acme' }, 'acme-gateway');
    expect(settings).toMatchObject({ protect: true, tenant: 'acme' });
  });
});

describe('Kong/kong#2939: an issuer over http', () => {
  const issuer = 'http://auth.minikube:30657';

  it('is refused, with the setting that allows it', () => {
    const [problem] = problemsWith({ issuer });
    expect(problem).toMatchObject({ key: 'issuer', value: issuer });
    expect(problem!.fix).toContain('pulumi config set allowHttpIssuer true');
  });

  it('is taken where it is allowed', () => {
    expect(given({ issuer, allowHttpIssuer: 'true' }).issuer).toBe(issuer);
  });
});

describe('newcomer 13: a report', () => {
  it('names the setting that was meant, and comes in one round', () => {
    const found = problemsWith({
      ...{ tokenLifetime: '60', keyClaim: 'iss' },
      applications: [{ name: 'example', tokenLifetimeSecond: 60 }, { name: 'other' }],
      apis: [api({ allow: ['stranger'] })],
    });
    expect(found.map(({ key }) => key)).toEqual([
      'applications[0].tokenLifetimeSecond',
      'tokenLifetime',
      'apis[0].allow',
      'keyClaim',
    ]);
    expect(found[0]!.fault).toBe('is not a setting; did you mean tokenLifetimeSeconds?');
  });

  it('gives no command that would make a map of a single value', () => {
    const [problem] = problemsWith({ applications: [{ name: 'example', roles: ['admin'] }] });
    expect(problem!.fix).toBe("edit applications[0].roles[0] in the stack's YAML file");
  });
});

describe('what was taken in silence', () => {
  const machine = { name: 'till', grants: [{ api: 'orders', permissions: ['read'] }] };
  it.each([
    ['an issuer with a control character', { issuer: 'https://a.example/\u0001' }, /^issuer: /],
    ['a tenant with a line break', { tenant: 'a\nb' }, /^tenant: /],
    ['a tenant written from right to left', { tenant: 'a\u202eb' }, /^tenant: /],
    ['port 0', { apis: [api({ upstream: 'http://orders.internal:0' })] }, /^apis\[0\]\.upstream: /],
    [
      'a correlation id in a header for credentials',
      { apis: [api({ correlationId: { header: 'Authorization' } })] },
      /^apis\[0\]\.correlationId\.header: .*holds credentials/,
    ],
    [
      'APIs that differ by case only',
      { apis: [api(), api({ name: 'Orders' }, { name: 'b', paths: ['/b'] })] },
      /^apis\[\]\.name: differ by the case/,
    ],
    [
      'applications that differ by case only',
      { keyClaim: 'kid', applications: [{ name: 'shop' }, { name: 'Shop' }] },
      /^name of applications\[\] and machines\[\]: differ by the case/,
    ],
    [
      'keys that differ by case only',
      {
        keyClaim: 'kid',
        applications: [{ name: 'a', keys: [{ name: 'k' }, { name: 'K', state: 'verifying' }] }],
      },
      /^applications\[0\]\.keys\[\]\.name: differ by the case/,
    ],
    [
      'the same grant twice',
      {
        ...{ keyClaim: 'kid', apis: [api()] },
        machines: [{ ...machine, grants: [...machine.grants, ...machine.grants] }],
      },
      /^machines\[0\]\.grants\[\]\.api: is used more than once/,
    ],
    [
      'rate limits in the wrong order',
      { apis: [api({ rateLimit: { second: 10, minute: 5 } })] },
      /^apis\[0\]\.rateLimit: /,
    ],
  ])('%s', (_, settings, fault) => {
    const found = faults(settings);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(fault);
  });

  it.each(['http://kong:8001?x=1', 'http://kong:8001#x'])('the address %s', (url) => {
    const config = { 'kong:kongAdminUri': url, 'fusionauth:host': 'http://login.internal' };
    const read = () => readServers(config, { FA_API_KEY: 'k' });
    expect(read).toThrow('kong:kongAdminUri');
    expect(read).toThrow('no query, no fragment');
  });
});
