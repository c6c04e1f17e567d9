import { API_KEY } from './stack.ts';

/** The names of everything in Kong, by kind. An empty Kong has empty lists. */
export async function kongContent(admin: string): Promise<Record<string, string[]>> {
  const kinds = ['services', 'routes', 'plugins', 'consumers', 'jwts', 'acls'];
  const lists = kinds.map(async (kind) => {
    const { data } = (await getJson(`${admin}/${kind}?size=1000`)) as { data: NamedEntity[] };
    return [kind, data.map((entity) => entity.name ?? entity.username ?? entity.id)] as const;
  });
  return Object.fromEntries(await Promise.all(lists));
}

/** The names of the tenants, applications and keys in FusionAuth, its own ones included. */
export async function fusionAuthContent(host: string): Promise<Record<string, string[]>> {
  const lists = Object.entries({ tenants: 'tenant', applications: 'application', keys: 'key' }).map(
    async ([kind, path]) => {
      const answer = await getJson(`${host}/api/${path}`, { authorization: API_KEY });
      const entities = (answer as Record<string, NamedEntity[]>)[kind] ?? [];
      return [kind, entities.map(({ name }) => name ?? '').sort()] as const;
    },
  );
  return Object.fromEntries(await Promise.all(lists));
}

export async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`GET ${url}: ${response.status}`);
  return response.json();
}

interface NamedEntity {
  id: string;
  name?: string;
  username?: string;
}
