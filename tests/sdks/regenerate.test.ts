import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { SDK_SCHEMAS, generateSdks } from '../../embedded/providers/generate-sdks.ts';

const run = promisify(execFile);
const committed = join(import.meta.dirname, '..', '..', 'sdks');

/** Another version of the generator writes other code: the comparison needs the pinned one. */
const version = await run('pulumi', ['version']).then(
  ({ stdout }) => stdout.trim(),
  () => 'no pulumi',
);

function files(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort();
  const plain = names.filter((name) => statSync(join(directory, name)).isFile());
  return new Map(plain.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

describe('the committed SDKs', () => {
  test.skipIf(version !== 'v3.256.0')(
    `are what the generator makes of the schemas today (needs pulumi v3.256.0, has ${version})`,
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'sdks-'));
      try {
        await generateSdks(directory, { pulumi: 'pulumi', env: process.env });
        for (const name of Object.keys(SDK_SCHEMAS)) {
          const hint = `sdks/${name} is not current: npm run sdks`;
          expect(files(join(committed, name)), hint).toEqual(files(join(directory, name)));
        }
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  );

  test.each(Object.keys(SDK_SCHEMAS))('%s has a class for every resource', async (name) => {
    const sdk = (await import(`@pulumi/${name}`)) as Record<string, unknown>;
    const resources = Object.keys(SDK_SCHEMAS[name]?.()['resources'] ?? {});
    expect(resources.length).toBeGreaterThan(8);
    for (const token of resources) {
      const resource = sdk[token.split(':').at(-1) ?? token] as { __pulumiType?: string };
      expect(resource.__pulumiType).toBe(token);
    }
  });

  test('fusionauth asks for the plugin that the official package asks for', () => {
    const manifest = JSON.parse(
      readFileSync(join(committed, 'fusionauth', 'package.json'), 'utf8'),
    ) as { pulumi: { name: string; version: string; parameterization: { value: string } } };
    const { name, version, parameterization } = manifest.pulumi;
    expect({ name, version }).toEqual({ name: 'terraform-provider', version: '1.1.0' });
    expect(JSON.parse(Buffer.from(parameterization.value, 'base64').toString())).toEqual({
      remote: { url: 'registry.opentofu.org/fusionauth/fusionauth', version: '1.3.6' },
    });
  });
});
