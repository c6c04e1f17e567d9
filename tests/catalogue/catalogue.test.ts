import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KINDS, consequenceOf, kindOf, propertyOf } from '../../catalogue/catalogue.ts';
import { pluginKind } from '../../catalogue/kong/plugins/index.ts';
import { isObject } from '../../catalogue/values.ts';
import { clone } from '../../toolchain/paths.ts';

interface Declared {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** What the examples declare on servers, and they use every setting: tests/snapshot keeps it true. */
const expected = join(clone, 'tests/snapshot/expected');
const declared = readdirSync(expected)
  .flatMap((file) => JSON.parse(readFileSync(join(expected, file), 'utf8')) as Declared[])
  // The engine's own: a stack of the gateway's side reads another stack.
  .filter(({ type }) => !type.startsWith('pulumi:'));

describe('the catalogue', () => {
  it.each([...new Set(declared.map(({ type }) => type))])(
    'knows %s and all that is declared of it',
    (type) => {
      const kind = kindOf(type);
      expect(kind).toBeDefined();
      const paths = declared
        .filter((one) => one.type === type)
        .flatMap(({ inputs }) => leaves(inputs));
      const unknown = [...new Set(paths)].filter((path) => !propertyOf(kind!, path));
      expect(unknown).toEqual([]);
    },
  );

  it('has each kind once, and a place in the chain for all that is on a server', () => {
    const types = KINDS.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
    const placeless = KINDS.filter(({ place }) => !place).map(({ type }) => type.split(':')[0]);
    expect(new Set(placeless)).toEqual(new Set(['docker', 'tls']));
    const onServers = KINDS.filter(({ place }) => place);
    expect(onServers.filter(({ missing }) => !missing)).toEqual([]);
  });

  it.each([
    ['kong:index/service:Service', 'tlsVerify', true, undefined, 'opens'],
    ['kong:index/service:Service', 'tlsVerify', undefined, true, 'breaks'],
    ['kong:index/route:Route', 'headers', [{ name: 'x', values: ['1'] }], [], 'opens'],
    ['kong:index/route:Route', 'headers', [], [{ name: 'x', values: ['1'] }], 'breaks'],
    ['kong:index/route:Route', 'protocols', ['https'], ['http', 'https'], 'opens'],
    ['kong:index/route:Route', 'protocols', ['http', 'https'], ['https'], 'breaks'],
    [
      'fusionauth:index/entityType:EntityType',
      'jwtConfiguration.timeToLiveInSeconds',
      300,
      31_536_000,
      'opens',
    ],
    ['fusionauth:index/application:Application', 'jwtConfiguration.ttlSeconds', 3600, 60, 'breaks'],
    [
      'fusionauth:index/entityGrant:EntityGrant',
      'permissions',
      ['read'],
      ['read', 'write'],
      'opens',
    ],
    [
      'fusionauth:index/apiKey:ApiKey',
      'permissionsEndpoints',
      [{ endpoint: '/api/login' }],
      [],
      'opens',
    ],
  ])('%s %s: %j → %j %s', (type, path, before, after, effect) => {
    expect(consequenceOf(type, path, before, after).effect).toBe(effect);
  });

  it('judges the fields of plugins in the direction that matters', () => {
    const { fields = {} } = pluginKind('jwt');
    const judge = (field: string, before: unknown, after: unknown) => {
      const judgement = fields[field]!;
      return (typeof judgement === 'function' ? judgement(before, after) : judgement).effect;
    };
    expect(judge('claims_to_verify', ['exp'], [])).toBe('opens');
    expect(judge('claims_to_verify', ['exp'], ['exp', 'nbf'])).toBe('breaks');
    expect(judge('maximum_expiration', 3600, 0)).toBe('opens');
    expect(judge('anonymous', null, 'somebody')).toBe('opens');
  });
});

/** The paths of a resource's inputs. */
function leaves(value: unknown, path = ''): string[] {
  if (Array.isArray(value) && value.some(isObject))
    return value.flatMap((item) => leaves(item, path));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([name, item]) =>
    leaves(item, path ? `${path}.${name}` : name),
  );
}
