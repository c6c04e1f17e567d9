import type { Dao, PageOptions } from '../entities/dao.ts';
import { invalidOptions, invalidSize, unexpected } from '../schema/error.ts';
import { tostring, strings, text, type Entity, type Value } from '../schema/value.ts';
import { nestedPathOf, ok, pathOf, type Answer, type Call } from './endpoint.ts';

const tagBytes = '[\\x20-\\x2B\\x2D\\x2E\\x30-\\x7E\\u0080-\\u{10ffff}]+';
const allOf = new RegExp(`^(${tagBytes}(,|$))+$`, 'u');
const anyOf = new RegExp(`^(${tagBytes}(/|$))+$`, 'u');

function firstOf(value: Value): Value {
  return Array.isArray(value) ? value[0] : value;
}

/** The tags of `?tags=a,b` (both) or `?tags=a/b` (either) as a test of a row. */
function tagFilter(value: Value): ((row: Entity) => boolean) | undefined {
  if (value === undefined) return undefined;
  const given = text(firstOf(value));
  if (given === undefined || given === '') throw invalidOptions({ tags: 'cannot be null' });
  const all = allOf.test(given);
  if (!all && !anyOf.test(given)) throw invalidOptions({ tags: 'invalid filter syntax' });
  const wanted = given.split(all ? ',' : '/').filter((tag, index) => tag !== '' || index > 0);
  if (wanted.length > 5) throw invalidOptions({ tags: 'cannot query more than 5 tags' });
  return (row) => {
    const tags = strings(row['tags']);
    return all
      ? wanted.every((tag) => tags.includes(tag))
      : wanted.some((tag) => tags.includes(tag));
  };
}

function sizeOf(query: Entity): number | undefined {
  const { size } = query;
  if (size === undefined) return undefined;
  if (Array.isArray(size)) throw unexpected();
  const value = typeof size === 'string' && size.trim() !== '' ? Number(size) : Number.NaN;
  if (Number.isNaN(value)) throw invalidSize('size must be a number');
  return value;
}

function escape(value: string): string {
  return encodeURIComponent(value);
}

/** `GET` of a collection, or of the part that belongs to `parent`. */
export function list(
  call: Call,
  dao: Dao,
  parent?: { field: string; id: string; dao: Dao; tostring: string },
): Answer {
  const { query } = call;
  const options: PageOptions = {
    size: sizeOf(query),
    offset: text(query['offset']),
    keep: dao.schema.fields['tags'] ? tagFilter(query['tags']) : undefined,
    parent,
  };
  const { data, offset } = dao.page(options);
  if (offset === undefined) return ok({ data, next: null });
  if (parent) {
    const path = `/${pathOf(parent.dao.schema)}/${parent.tostring}/${nestedPathOf(dao.schema)}`;
    return ok({ data, offset, next: `${path}?offset=${escape(offset)}` });
  }
  const tags =
    query['tags'] === undefined ? '' : `&tags=${escape(tostring(firstOf(query['tags'])))}`;
  const size = query['size'] === undefined ? '' : `&size=${text(query['size'])}`;
  return ok({
    data,
    offset,
    next: `/${pathOf(dao.schema)}?offset=${escape(offset)}${tags}${size}`,
  });
}
