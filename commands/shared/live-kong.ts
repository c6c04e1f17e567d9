import type { KongAdmin } from '../../servers/kong-admin.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';

/** Kinds of credential that Kong's own plugins keep, by the list they are in. */
export const OTHER_CREDENTIALS = {
  'key-auths': 'key-auth',
  'basic-auths': 'basic-auth',
  'hmac-auths': 'hmac-auth',
  oauth2: 'oauth2',
} as const;

/** The lists that are read whole. */
export const LISTS = [
  ...(['services', 'routes', 'plugins', 'consumers', 'upstreams', 'jwts', 'acls'] as const),
];

/** What Kong holds, as far as it can concern a stack. */
export type LiveKong = Record<(typeof LISTS)[number], Entity[]> & {
  /** Credentials other than jwt; `list` is the list they came from. */
  others: { list: keyof typeof OTHER_CREDENTIALS; entity: Entity }[];
  /** The targets of the upstreams that were asked for. */
  targets: Entity[];
};

/**
 * Reads whole lists: a few requests, whatever the number of APIs.
 *
 * @param upstreams the ids of those whose targets are read as well; Kong lists them for one upstream at a time.
 */
export async function readKong(
  kong: KongAdmin,
  upstreams: readonly string[] = [],
): Promise<LiveKong> {
  const others = Object.keys(OTHER_CREDENTIALS) as (keyof typeof OTHER_CREDENTIALS)[];
  const [main, rest, targets] = await Promise.all([
    Promise.all(LISTS.map(async (list) => [list, await kong.list(`/${list}`)] as const)),
    Promise.all(
      others.map(async (list) => (await kong.list(`/${list}`)).map((entity) => ({ list, entity }))),
    ),
    Promise.all(upstreams.map((id) => kong.list(`/upstreams/${id}/targets`))),
  ]);
  const lists = Object.fromEntries(main) as Record<(typeof LISTS)[number], Entity[]>;
  return { ...lists, others: rest.flat(), targets: targets.flat() };
}

export function idOf(entity: Entity): string {
  return entity['id'] as string;
}

/** The id of the service, route or consumer that an entity belongs to, or of its certificate, if it has one. */
export function ownerOf(
  entity: Entity,
  kind: 'service' | 'route' | 'consumer' | 'client_certificate' | 'upstream',
): string | undefined {
  return (entity[kind] as { id: string } | null | undefined)?.id;
}

/** A list of texts; empty if it is not set. */
export function textsOf(entity: Entity, field: string): string[] {
  return (entity[field] ?? []) as string[];
}

export function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
