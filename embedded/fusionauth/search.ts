import type { Document } from './documents.ts';
import { Errors, Refusal } from './errors.ts';
import { isObject, shownAs, text } from './json.ts';
import type { JsonObject } from './json.ts';

const FIELDS = ['name', 'email', 'username', 'fullName', 'kid', 'clientId', 'id'];

/** Text with stars as a pattern that has to fit the whole, or, without stars, a part. */
function pattern(value: unknown): RegExp {
  const parts = text(value).trim().split('*');
  const body = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(body, 'i');
}

/** The values at a dotted path; lists on the way stand for each of their members. */
function valuesAt(value: unknown, path: string): unknown[] {
  const [first = '', ...rest] = path.split('.');
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const inner = isObject(value) ? value[first] : undefined;
  if (rest.length > 0) return valuesAt(inner, rest.join('.'));
  return Array.isArray(inner) ? (inner as unknown[]) : [inner];
}

/** A condition of a query in Elasticsearch's own language, in the forms that users of FusionAuth write. */
function clause(query: unknown): (item: Document) => boolean {
  if (!isObject(query)) return () => true;
  const [[kind, content] = ['', undefined]] = Object.entries(query);
  if (kind === 'match_all') return () => true;
  if (kind === 'bool' && isObject(content)) {
    const all = ['must', 'filter'].flatMap((name) => clauses(content[name]));
    const [any, none] = [clauses(content['should']), clauses(content['must_not'])];
    return (item) =>
      all.every((fits) => fits(item)) &&
      (any.length === 0 || any.some((fits) => fits(item))) &&
      !none.some((fits) => fits(item));
  }
  if (kind === 'nested' && isObject(content)) return clause(content['query']);
  if (['match', 'term', 'wildcard', 'match_phrase'].includes(kind) && isObject(content)) {
    const [[field, given] = ['', undefined]] = Object.entries(content);
    const wanted = pattern(isObject(given) ? (given['value'] ?? given['query']) : given);
    const whole = new RegExp(`^(?:${wanted.source})$`, 'i');
    return (item) => valuesAt(item, field).some((value) => whole.test(shownAs(value ?? '')));
  }
  throw new Refusal(400, new Errors().invalid('search.query', `[${kind}] is not known here.`));
}

const clauses = (value: unknown) =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(clause);

/** A query in Elasticsearch's language, as JSON text. */
function parsedQuery(value: unknown): unknown {
  try {
    return JSON.parse(text(value));
  } catch {
    throw new Refusal(400, new Errors().invalid('search.query', 'It is no JSON.'));
  }
}

/** FusionAuth's search: `name` and `queryString` may hold stars, every other parameter is compared. */
export function matcher(criteria: JsonObject): (item: Document) => boolean {
  const name = criteria['name'] ? pattern(criteria['name']) : undefined;
  const inQuery = criteria['query'] ? clause(parsedQuery(criteria['query'])) : () => true;
  const [, field, value] = /^([\w.]+):(.*)$/.exec(text(criteria['queryString'])) ?? [];
  const query = criteria['queryString'] ? pattern(value ?? criteria['queryString']) : undefined;
  const equal = ['tenantId', 'type', 'algorithm', 'state'].filter((one) => criteria[one]);
  const ids = [criteria['ids'] ?? []].flat();
  return (item) =>
    (!name || name.test(item.name ?? '')) &&
    (!query ||
      (field ? [field] : FIELDS).some((one) =>
        valuesAt(item, one).some((found) => query.test(shownAs(found ?? ''))),
      )) &&
    inQuery(item) &&
    (ids.length === 0 || ids.includes(item.id)) &&
    equal.every((one) => item[one] === criteria[one]);
}

/** The order that the search asks for: `orderBy` is `name ASC, …`, `sortFields` a list. */
export function order(criteria: JsonObject): (a: Document, b: Document) => number {
  const listed = Array.isArray(criteria['sortFields'])
    ? criteria['sortFields'].filter(isObject).map(({ name, order: way }) => [name, way])
    : text(criteria['orderBy'])
        .split(',')
        .map((part) => part.trim().split(/\s+/));
  const fields = listed.filter(([name]) => name);
  return (a, b) => {
    for (const [name, way] of fields) {
      const [one, other] = [a, b].map((item) => valuesAt(item, text(name))[0]);
      const found =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : shownAs(one ?? '').localeCompare(shownAs(other ?? ''));
      if (found !== 0) return /^desc$/i.test(text(way)) ? -found : found;
    }
    return 0;
  };
}
