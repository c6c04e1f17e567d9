import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { clone } from '../../toolchain/paths.ts';
import { runQuietly } from '../../toolchain/steps.mjs';

/** One part, as CycloneDX describes it: https://cyclonedx.org/docs/1.5/json/ */
const component = z.looseObject({
  name: z.string(),
  version: z.string(),
  purl: z.string(),
  licenses: z
    .array(
      z.union([
        z.object({ license: z.object({ id: z.string() }) }),
        z.object({ license: z.object({ name: z.string() }) }),
        z.object({ expression: z.string() }),
      ]),
    )
    .optional(),
});

const bill = z.looseObject({ bomFormat: z.literal('CycloneDX'), components: z.array(component) });

export type Component = z.infer<typeof component>;
export type BillOfMaterials = z.infer<typeof bill>;

/** What npm's lock file and Go's name, in one bill. @throws Error if npm fails. */
export async function billOfMaterials(): Promise<BillOfMaterials> {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--loglevel=error'];
  const [text, modules] = await Promise.all([
    runQuietly('npm', args, { cwd: clone, env: process.env }),
    readFile(join(clone, 'toolchain/go.mod'), 'utf8'),
  ]);
  const packages = bill.parse(JSON.parse(text));
  return { ...packages, components: [...packages.components, ...goModules(modules)] };
}

/** The modules that a go.mod requires, itself or through others. */
function goModules(text: string): Component[] {
  const required = text.matchAll(/^\t(\S+) (v\S+)/gm);
  return [...required].map(([, name, version]) => {
    const purl = `pkg:golang/${name}@${version}`;
    return { type: 'library', 'bom-ref': purl, name: name!, version: version!, purl };
  });
}
