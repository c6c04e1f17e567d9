import type { RequestTransformerArgs } from './plugin-config.ts';

/**
 * Headers by which an upstream may know its caller. Kong sets or removes the first four at every request that a
 * token or a key let in; the others it lets through as the client sent them.
 */
const SET_BY_KONG = [
  'x-consumer-id',
  'x-consumer-custom-id',
  'x-consumer-username',
  'x-credential-identifier',
];

const LET_THROUGH = [
  'x-consumer-groups',
  'x-credential-username',
  'x-anonymous-consumer',
  'x-authenticated-groups',
  'x-authenticated-scope',
  'x-authenticated-userid',
];

/**
 * The headers that a request loses on its way to the upstream, so that what arrives there under one of these names is
 * Kong's word: those that Kong does not set itself, every spelling with underscores, which many servers take for
 * the same name, and Connection, by which a client can have Kong drop what it has set.
 */
export const FORGEABLE_HEADERS: readonly string[] = [
  'connection',
  ...LET_THROUGH.flatMap(spellings),
  ...SET_BY_KONG.flatMap((name) => spellings(name).filter((spelling) => spelling !== name)),
];

/** A name with each of its hyphens kept or made an underscore; CGI and WSGI see no difference. */
function spellings(name: string): string[] {
  const [first = '', ...rest] = name.split('-');
  return rest.reduce(
    (heads, part) => heads.flatMap((head) => [`${head}-${part}`, `${head}_${part}`]),
    [first],
  );
}

/** What a team asked of the request-transformer, with the forgeable headers removed first. */
export function guardingTransformer(own: RequestTransformerArgs = {}): RequestTransformerArgs {
  const headers = [...new Set([...FORGEABLE_HEADERS, ...(own.remove?.headers ?? [])])];
  return { ...own, remove: { ...own.remove, headers } };
}
