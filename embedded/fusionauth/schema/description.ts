import data from './description.json' with { type: 'json' };

/**
 * FusionAuth's official description of its API, reduced to names, types and enums of what is implemented here.
 *
 * A type's fields are `name type`. A type is one of `string`, `uuid`, `uri`, `date`, `instant` (milliseconds), `zone`,
 * `locale`, `integer`, `number`, `boolean` and `any`, the name of a type or of an enum, and each of them may be a list
 * (`[]`) or the values of a map (`{}`).
 *
 * Some types stand here otherwise than there, as FusionAuth's documentation has them: an identity's type is text, a
 * token has any claims, and searches of users and entities can be paged and sorted as all others.
 */
export interface Description {
  /** FusionAuth's version. */
  release: string;
  /** What each operation takes and answers, by method and path. */
  operations: readonly Operation[];
  types: ReadonlyMap<string, ReadonlyMap<string, string>>;
  enums: ReadonlyMap<string, readonly string[]>;
}

export interface Operation {
  name: string;
  method: string;
  segments: readonly string[];
  request: string | undefined;
  response: string | undefined;
}

const pairs = (text: string) =>
  new Map(text.split(', ').map((field) => field.split(' ') as [string, string]));

const typeIn = (text: string | undefined) => (text === 'nothing' ? undefined : text);

export const DESCRIPTION: Description = {
  release: data.release,
  operations: Object.entries(data.operations).map(([name, types]) => {
    const [method = '', path = ''] = name.split(' ');
    const [request, response] = types.split(' -> ');
    const segments = path.split('/').filter(Boolean);
    return { name, method, segments, request: typeIn(request), response: typeIn(response) };
  }),
  types: new Map(Object.entries(data.types).map(([name, fields]) => [name, pairs(fields)])),
  enums: new Map(Object.entries(data.enums).map(([name, values]) => [name, values.split(', ')])),
};

/** The operation that a request is; a literal path goes before one with an id in that place. */
export function operationOf(method: string, path: string): Operation | undefined {
  const segments = path.split('/').filter(Boolean);
  const fits = (pattern: readonly string[]) =>
    pattern.length === segments.length &&
    pattern.every((part, index) => part.startsWith('{') || part === segments[index]);
  const variables = ({ segments: parts }: Operation) =>
    parts.filter((part) => part.startsWith('{')).length;
  return DESCRIPTION.operations
    .filter((operation) => operation.method === method && fits(operation.segments))
    .sort((a, b) => variables(a) - variables(b))[0];
}
