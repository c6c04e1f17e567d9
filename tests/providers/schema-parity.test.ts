import { beforeAll, expect, test } from 'vitest';
import { packageSchema } from '../../embedded/providers/framework/schema.ts';
import { fusionauth } from '../../embedded/providers/fusionauth/package.ts';
import { kong } from '../../embedded/providers/kong/package.ts';
import { tls } from '../../embedded/providers/tls/package.ts';
import { describeWith, officialHome, officialProvider } from '../support/real-parts.ts';
import { PluginClient } from './support/provider-client.ts';
import type { Bag } from './support/provider-client.ts';

const OURS = {
  kong: packageSchema(kong) as Bag,
  tls: packageSchema(tls) as Bag,
  fusionauth: packageSchema(fusionauth) as Bag,
};

/** The plugin that serves each package. */
const PROVIDERS = { kong: 'kong', tls: 'tls', fusionauth: 'terraform-provider' } as const;

/** What others are for: documentation, other languages. */
const OTHERS = new Set(['description', 'csharp', 'packageDescription', 'readme']);

/** A schema without what does not matter here: lists of names sorted, documentation gone. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence).sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, item]) => !OTHERS.has(key) || typeof item === 'object')
    .filter(([key]) => key !== 'csharp')
    .map(([key, item]) => [key, essence(item)] as const)
    .filter(([key, item]) => key !== 'language' || Object.keys(item as object).length > 0);
  return Object.fromEntries(entries);
}

const part = (schema: Bag, name: string): Bag => (schema[name] ?? {}) as Bag;

describeWith(['providers'], 'schemas (compared with the official providers)', () => {
  const official: Record<string, Bag> = {};

  beforeAll(async () => {
    for (const [name, served] of Object.entries(PROVIDERS)) {
      const home = { PULUMI_HOME: officialHome() };
      const plugin = await PluginClient.start([officialProvider(served)], home);
      if (name === 'fusionauth') await plugin.parameterize('fusionauth/fusionauth', '1.3.6');
      official[name] = await plugin.schema();
      await plugin.stop();
    }
  });

  const cases = Object.entries(OURS).flatMap(([name, schema]) =>
    ['resources', 'types'].flatMap((kind) =>
      Object.entries(part(schema, kind)).map(([token, ours]) => ({ name, kind, token, ours })),
    ),
  );

  test.each(cases)('$name: $token', ({ name, kind, token, ours }) => {
    expect(essence(ours)).toEqual(essence(part(official[name] ?? {}, kind)[token]));
  });

  test.each(['kong', 'fusionauth'] as const)('%s: settings and language', (name) => {
    const theirs = official[name] ?? {};
    expect(essence(OURS[name]['config'])).toEqual(essence(theirs['config']));
    const provider = { ...part(theirs, 'provider'), methods: undefined };
    expect(essence(OURS[name]['provider'])).toEqual(essence(provider));
    const nodejs = { ...part(part(theirs, 'language'), 'nodejs'), devDependencies: undefined };
    expect(essence(part(part(OURS[name], 'language'), 'nodejs'))).toEqual(essence(nodejs));
    expect(OURS[name]['parameterization']).toEqual(theirs['parameterization']);
    expect(OURS[name]['meta']).toEqual(theirs['meta']);
  });
});
