import type { KongAdmin } from './kong-admin.ts';

/** A service or a route whose acl plugin lets one of the groups in. */
export interface Admission {
  /** `service orders`. */
  what: string;
  /** Kong's id of it. */
  id: string;
  groups: readonly string[];
}

/** Where Kong lets these groups in, whoever declared it. */
export async function admissionsOf(
  kong: KongAdmin,
  groups: readonly string[],
): Promise<Admission[]> {
  const plugins = (await kong.list('/plugins')).filter(({ name }) => name === 'acl');
  const found = plugins.map(async (plugin) => {
    const allow = (plugin['config'] as { allow?: string[] | null }).allow ?? [];
    const admitted = groups.filter((group) => allow.includes(group));
    const kind = plugin['service'] ? 'service' : 'route';
    const id = (plugin[kind] as { id: string } | null)?.id;
    if (admitted.length === 0 || id === undefined) return [];
    const { name } = ((await kong.get(`/${kind}s/${id}`)) ?? {}) as { name?: string };
    return [{ what: `${kind} ${name ?? id}`, id, groups: admitted }];
  });
  return (await Promise.all(found)).flat().sort((a, b) => a.what.localeCompare(b.what));
}
