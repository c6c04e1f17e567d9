import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { isObject } from '../../catalogue/values.ts';
import { placesOf } from './wrong-values.ts';

const PREFIX = 'fusionauth-kong:';

/** The places of the settings that an example sets, as `apis[].name`. */
function placesIn(file: string): string[] {
  const { config } = parse(readFileSync(file, 'utf8')) as { config: Record<string, unknown> };
  const own = Object.entries(config)
    .filter(([key]) => key.startsWith(PREFIX))
    .flatMap(([key, value]) => below(key.slice(PREFIX.length), value));
  const patterns = (config[`${PREFIX}include`] ?? []) as string[];
  const included = patterns.flatMap((pattern) => globSync(pattern));
  const inFiles = included.flatMap((one) =>
    below(`${basename(dirname(one))}[]`, parse(readFileSync(one, 'utf8'))),
  );
  return [...own, ...inFiles];
}

function below(place: string, value: unknown): string[] {
  if (Array.isArray(value)) return [place, ...value.flatMap((one) => below(`${place}[]`, one))];
  const inner = isObject(value) ? Object.entries(value) : [];
  return [place, ...inner.flatMap(([name, one]) => below(`${place}.${name}`, one))];
}

/** What excludes the rest of an example, and is used by a life of its own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  side: 'tests/teams/teams.ts',
  trusts: 'tests/teams/teams.ts',
  useExistingTenant: 'tests/stack/existing-tenant.test.ts',
};

it('every setting is used by an example, or by a life of its own', () => {
  const used = new Set(globSync('examples/*.yaml').flatMap(placesIn));
  const unused = placesOf().filter((place) => !used.has(place));
  expect(unused.filter((place) => !(place.replace('[]', '') in ELSEWHERE))).toEqual([]);
  for (const [setting, life] of Object.entries(ELSEWHERE))
    expect(readFileSync(life, 'utf8')).toContain(setting);
});
