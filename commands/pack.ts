import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clone, localDirectory } from '../toolchain/paths.ts';
import { runQuietly, withProgress } from '../toolchain/steps.mjs';
import { main } from './shared/main.ts';
import { bin } from './shared/static-checks.ts';

const HELP = `npm run pack

Makes the components an npm package, for a Pulumi program of one's own: compiled, with types, what the components stand on
and the SDKs of both providers. Prints where it is.

Exit code: 0 if the package is made, 1 if not.`;

/** The SDKs have no package in any registry under these versions, so the package brings them along. */
const SDKS = ['fusionauth', 'kong'];

/** The package's first page. */
const README = `# FusionAuth + Kong as Pulumi components

\`\`\`ts
import { Application, Issuer, ProtectedApi, TrustedApplication } from 'fusionauth-kong-components';
\`\`\`

What is exported is public and follows semantic versioning; nothing else can be imported. What each component declares, and a
whole program, is in the repository's docs/components.md.
`;

interface Manifest {
  version: string;
  license: string;
  dependencies: Record<string, string>;
}

await main({ help: HELP }, async () => {
  const directory = join(localDirectory(), 'package');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  await withProgress('Compiling the components', () => compile(join(directory, 'dist')));
  for (const sdk of SDKS) bundle(sdk, directory);
  for (const file of ['LICENSE', 'CHANGELOG.md']) cpSync(join(clone, file), join(directory, file));
  writeFileSync(join(directory, 'README.md'), README);
  const manifest = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(directory, 'package.json'), JSON.stringify(packageOf(manifest), null, 2));
  const packed = await runQuietly('npm', ['pack', '--json', '--silent'], { cwd: directory });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  console.log(join(directory, filename));
  return 0;
});

async function compile(into: string): Promise<void> {
  const config = join(clone, 'toolchain/package.tsconfig.json');
  const command = ['tsc', '--project', config, '--outDir', into];
  await runQuietly(process.execPath, bin(command), { cwd: clone });
  // What is read at run time beside the code.
  const schemas = 'catalogue/kong/schemas';
  for (const name of readdirSync(join(clone, schemas)))
    cpSync(join(clone, schemas, name), join(into, schemas, name));
}

/** A program that declares more of a server uses the same SDK, from the package's path of that name. */
function bundle(sdk: string, directory: string): void {
  for (const part of ['package.json', 'bin'])
    cpSync(join(clone, 'sdks', sdk, part), join(directory, 'node_modules/@pulumi', sdk, part), {
      recursive: true,
    });
  for (const end of ['js', 'd.ts'])
    writeFileSync(join(directory, `dist/${sdk}.${end}`), `export * from '@pulumi/${sdk}';\n`);
}

/** Whoever uses the components has Pulumi's SDK already, and there must be one of it in a program. */
function packageOf({ version, license, dependencies }: Manifest): object {
  const { '@pulumi/pulumi': pulumi, yaml: _, ...others } = dependencies;
  const bundled = SDKS.map((sdk) => `@pulumi/${sdk}`);
  const versions = bundled.map((name) => {
    const text = readFileSync(join(clone, 'node_modules', name, 'package.json'), 'utf8');
    return [name, (JSON.parse(text) as Manifest).version] as const;
  });
  const at = (path: string) => ({ types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` });
  return {
    ...{ name: 'fusionauth-kong-components', version, license, type: 'module' },
    description: "APIs behind Kong that accept FusionAuth's tokens, as Pulumi components",
    exports: {
      '.': at('components/index'),
      './docker': at('components/docker/docker-platform'),
      ...Object.fromEntries(SDKS.map((sdk) => [`./${sdk}`, at(sdk)])),
    },
    files: ['dist'],
    engines: { node: '>=22.18' },
    peerDependencies: { '@pulumi/pulumi': `^${pulumi}` },
    dependencies: { ...others, ...Object.fromEntries(versions) },
    bundleDependencies: bundled,
  };
}
