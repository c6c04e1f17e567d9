import { describe, expect, it } from 'vitest';
import { readServersOfSide } from '../../servers/servers.ts';
import { api, given, problemsWith } from './given.ts';

const ISSUER = { side: 'issuer', keyClaim: 'kid' };
const GATEWAY = { side: 'gateway', keyClaim: 'kid', trusts: ['acme/logins/prod'] };
const CLIENT = { name: 'shop', users: [] };

describe('a stack of one side', () => {
  it("has nothing of the project's defaults for the other", () => {
    expect(given({ ...ISSUER, applications: [CLIENT] }).apis).toEqual([]);
    const gateway = given({ ...GATEWAY, apis: [api({ allow: ['shop'] })] });
    expect([gateway.applications, gateway.machines]).toEqual([[], []]);
  });

  it.each<[string, object, string[]]>([
    ['an API', { ...ISSUER, apis: [api()] }, ['apis']],
    ['trust', { ...ISSUER, trusts: ['acme/logins/prod'] }, ['trusts']],
    ['clients', { ...GATEWAY, applications: [CLIENT] }, ['applications']],
    ['a tenant', { ...GATEWAY, tenant: 'acme', issuer: 'https://x.example' }, ['issuer', 'tenant']],
    ['trust beside clients', { trusts: ['acme/logins/prod'] }, ['trusts']],
  ])('is refused %s of the other', (_, settings, keys) => {
    const problems = problemsWith(settings as Record<string, unknown>);
    expect(problems.map(({ key }) => key)).toEqual(keys);
    expect(problems.map(({ fix }) => fix)).toEqual(keys.map((key) => `pulumi config rm ${key}`));
  });

  it.each<[string, object, string]>([
    ['nobody to trust', { ...GATEWAY, trusts: [] }, 'trusts'],
    ['containers for both', { ...GATEWAY, platform: 'docker' }, 'platform'],
    ['no kid to tell tokens apart by', { ...ISSUER, keyClaim: 'iss' }, 'keyClaim'],
    ['no application', { ...ISSUER, applications: [] }, 'applications'],
  ])('is refused with %s', (_, settings, key) => {
    expect(problemsWith(settings as Record<string, unknown>).map((one) => one.key)).toEqual([key]);
  });

  it('may grant machines what another stack declares', () => {
    const grants = [{ api: 'of-another-stack', permissions: ['read'] }];
    const machines = [{ name: 'exporter', grants }];
    expect(problemsWith({ ...ISSUER, machines })).toEqual([]);
    expect(problemsWith({ keyClaim: 'kid', machines })).toHaveLength(1);
  });

  it("asks for FusionAuth's address and key unless it is the gateway's", () => {
    const kong = { 'kong:kongAdminUri': 'http://kong.internal:8001' };
    const gateway = readServersOfSide({ ...kong, 'fusionauth-kong:side': 'gateway' }, {});
    expect(gateway.fusionAuth).toBeUndefined();
    expect(() => readServersOfSide({ ...kong, 'fusionauth-kong:side': 'issuer' }, {})).toThrow(
      /fusionauth:host: is missing[^]*fusionauth:apiKey: is missing/,
    );
  });
});
