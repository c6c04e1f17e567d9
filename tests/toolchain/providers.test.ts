import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EMBEDDED_PROVIDERS, layOutProviders } from '../../toolchain/providers.ts';
import { temporaryDirectory, write } from './temporary.ts';

/** A clone whose plugins print their name, a word from a shared module, and their arguments. */
function makeClone(): { clone: string; localDirectory: string } {
  const clone = temporaryDirectory();
  const sources = join(clone, 'embedded', 'providers');
  write(join(clone, 'package-lock.json'), '{}');
  write(join(clone, 'servers', 'word.ts'), "export const word: string = 'first';");
  for (const { name } of EMBEDDED_PROVIDERS) {
    write(
      join(sources, `${name}.ts`),
      `import { word } from '../../servers/word.ts';\nconsole.log('${name}', word, ...process.argv.slice(2));`,
    );
  }
  return { clone, localDirectory: join(clone, "it's local") };
}

function runPlugin(localDirectory: string, name: string, version: string): string {
  const directory = join(localDirectory, 'pulumi', 'plugins', `resource-${name}-v${version}`);
  return execFileSync(join(directory, `pulumi-resource-${name}`), ['127.0.0.1:1'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--no-such-option' },
  });
}

describe('the embedded providers', () => {
  test.each(EMBEDDED_PROVIDERS)(
    '$name $version runs from where the engine looks',
    async (plugin) => {
      const layout = makeClone();
      await layOutProviders(layout);
      const printed = runPlugin(layout.localDirectory, plugin.name, plugin.version);
      expect(printed).toBe(`${plugin.name} first 127.0.0.1:1\n`);
    },
  );

  test('are bundled again only when a source changed', async () => {
    const layout = makeClone();
    await expect(layOutProviders(layout)).resolves.toBe(true);
    await expect(layOutProviders(layout)).resolves.toBe(false);
    const word = join(layout.clone, 'servers', 'word.ts');
    write(word, "export const word: string = 'second';");
    await expect(layOutProviders(layout)).resolves.toBe(true);
    expect(runPlugin(layout.localDirectory, 'kong', '4.6.1')).toBe('kong second 127.0.0.1:1\n');
    write(join(layout.clone, 'package-lock.json'), '{ }');
    await expect(layOutProviders(layout)).resolves.toBe(true);
  });

  test('that do not compile are named, and are tried again', async () => {
    const layout = makeClone();
    const kong = join(layout.clone, 'embedded', 'providers', 'kong.ts');
    write(kong, 'const = ;');
    await expect(layOutProviders(layout)).rejects.toThrow(/kong\.ts/);
    write(kong, "console.log('mended');");
    await expect(layOutProviders(layout)).resolves.toBe(true);
    expect(runPlugin(layout.localDirectory, 'kong', '4.6.1')).toBe('mended\n');
  });
});
