import { API_KEY, type StateResource } from './stack.ts';

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

const PATHS: Readonly<Record<string, string>> = {
  'fusionauth:index/tenant:Tenant': '/api/tenant',
  'fusionauth:index/application:Application': '/api/application',
  'fusionauth:index/apiKey:ApiKey': '/api/api-key',
  'fusionauth:index/entity:Entity': '/api/entity',
  'fusionauth:index/importedKey:ImportedKey': '/api/key',
  'fusionauth:index/key:Key': '/api/key',
};

/** Every secret that FusionAuth tells its administrator about the objects of a stack. */
export async function secretsIn(host: string, resources: readonly StateResource[]) {
  const answers = resources.map(async ({ type, id }) => {
    const path = PATHS[type];
    return path ? getJson(`${host}${path}/${id}`, { authorization: API_KEY }) : undefined;
  });
  return (await Promise.all(answers)).flatMap((answer) => secretTexts('', answer));
}

function secretTexts(name: string, value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([inner, item]) => secretTexts(inner, item));
  }
  // An API key is the `key` of an `apiKey`; the other secrets have telling names.
  const isSecret = /secret|password|privateKey|^key$/i.test(name);
  return isSecret && typeof value === 'string' && value.length >= 16 ? [value] : [];
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
