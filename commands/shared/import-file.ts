import { createRequire } from 'node:module';
import { z } from 'zod';
import { resourceKey } from './resource-key.ts';

const resource = z.looseObject({
  type: z.string(),
  /** Unique in the file; the resource's name in the program, unless `logicalName` is. */
  name: z.string(),
  logicalName: z.string().optional(),
  id: z.string().optional(),
  component: z.boolean().optional(),
  parent: z.string().optional(),
});

const importFile = z.looseObject({ resources: z.array(resource).default([]) });

export type ImportFile = z.infer<typeof importFile>;
export type ImportResource = z.infer<typeof resource>;

/**
 * Turns what `pulumi preview --import-file` wrote, every resource that the program would create, into the file
 * for `pulumi import`: with the ids of what is there, without what is not.
 *
 * The program itself thus says which names, types and parents its resources have.
 *
 * @param ids import ids by `resourceKey`.
 */
export function fillImportFile(text: string, ids: ReadonlyMap<string, string>): ImportFile {
  const preview = importFile.parse(JSON.parse(text));
  const filled = preview.resources.flatMap((one): ImportResource[] => {
    if (one.component) return [one];
    const id = ids.get(keyOf(one));
    return id === undefined ? [] : [{ ...one, id, ...dynamicallyBridged(one.type) }];
  });
  const parents = new Set(filled.map(({ parent }) => parent));
  const hasChildren = ({ component, name }: ImportResource) => !component || parents.has(name);
  return { ...preview, resources: filled.filter(hasChildren) };
}

/** By what its id is noted: its name in the program counts, not the one that is unique in the file. */
export function keyOf({ type, name, logicalName = name }: ImportResource): string {
  return resourceKey({ type }, logicalName);
}

const sdk = z.object({
  pulumi: z.object({
    name: z.string(),
    version: z.string(),
    parameterization: z.object({ name: z.string(), version: z.string(), value: z.string() }),
  }),
});

/** The preview names the base plugin's version only; an import must name the package made of it as well. */
function dynamicallyBridged(type: string): object {
  if (!type.startsWith('fusionauth:')) return {};
  const manifest: unknown = createRequire(import.meta.url)('@pulumi/fusionauth/package.json');
  const { name, version, parameterization } = sdk.parse(manifest).pulumi;
  return {
    version: parameterization.version,
    parameterization: { pluginName: name, pluginVersion: version, value: parameterization.value },
  };
}
