import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageSchema } from './framework/schema.ts';
import type { Values } from './framework/values.ts';
import { fusionauth } from './fusionauth/package.ts';
import { kong } from './kong/package.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');

/** The packages whose SDKs are not to be had from npm, by the name of their folder in sdks/. */
export const SDK_SCHEMAS: Record<string, () => Values> = {
  kong: () => packageSchema(kong),
  fusionauth: () => packageSchema(fusionauth),
};

/** How to run Pulumi: its executable, and the variables for it. */
export interface PulumiTool {
  pulumi: string;
  env: NodeJS.ProcessEnv;
}

/** Writes the SDK of each package to a folder of its own in `target`. */
export async function generateSdks(target: string, tool: PulumiTool): Promise<void> {
  for (const [name, schema] of Object.entries(SDK_SCHEMAS)) {
    await generateSdk(schema(), join(target, name), tool);
  }
}

async function generateSdk(schema: Values, target: string, tool: PulumiTool): Promise<void> {
  // Within the repository, so that the compiler finds @pulumi/pulumi.
  const scratch = await mkdtemp(join(repository, 'node_modules', '.sdk-'));
  try {
    const schemaFile = join(scratch, 'schema.json');
    await writeFile(schemaFile, JSON.stringify(schema));
    const generate = ['package', 'gen-sdk', schemaFile, '--language', 'nodejs', '--local'];
    await run(tool.pulumi, [...generate, '--out', scratch], { env: tool.env });
    await finish(join(scratch, 'nodejs'));
    await compile(join(scratch, 'nodejs'));
    await rm(target, { recursive: true, force: true });
    await cp(join(scratch, 'nodejs'), target, { recursive: true });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Makes the SDK usable right after `npm ci`: what the generator leaves to an install script, compiling
 * with a TypeScript of its own, is done here and committed.
 */
async function finish(sdk: string): Promise<void> {
  const manifestFile = join(sdk, 'package.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as {
    scripts?: object;
    dependencies: Record<string, string>;
  };
  delete manifest.scripts;
  delete manifest.dependencies['typescript'];
  delete manifest.dependencies['@types/node'];
  await writeFile(manifestFile, `${JSON.stringify(manifest, null, 4)}\n`);
  // It ignores bin, which is committed here.
  await rm(join(sdk, '.gitignore'));
  await rm(join(sdk, 'scripts'), { recursive: true });
}

async function compile(sdk: string): Promise<void> {
  const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc');
  const modules = join(repository, 'node_modules', '@types');
  const flags = ['--sourceMap', 'false', '--declarationMap', 'false', '--typeRoots', modules];
  await run(process.execPath, [tsc, '--project', sdk, ...flags]);
  await cp(join(sdk, 'package.json'), join(sdk, 'bin', 'package.json'));
}
