import { Crash, type Exchange } from '../proxy/exchange.ts';
import { formatQuery, parseQuery, type Query } from '../proxy/query.ts';
import { tostring, text, valueAt, type Entity, type Value } from '../schema/value.ts';
import { changed, changesAt, parseObject, type Changes, type Pair } from './transform.ts';
import type { Plugin } from './plugin.ts';

/** Changes a request on its way to the service: method, headers, query, body, path. */
export const requestTransformer: Plugin = {
  name: 'request-transformer',
  priority: 801,
  create(config) {
    const headers = changesAt(config, 'headers');
    const query = changesAt(config, 'querystring');
    const body = changesAt(config, 'body');
    const uri = text(valueAt(config, 'replace.uri'));
    const method = text(config['http_method']);
    return {
      async access(exchange) {
        if (method !== undefined) exchange.method = method;
        if (uri !== undefined) exchange.upstreamPath = rendered(uri, exchange);
        if (body) await changeBody(exchange, body);
        if (headers) changeHeaders(exchange, headers);
        if (query) changeQuery(exchange, query);
        return undefined;
      },
    };
  },
};

function changeHeaders(
  exchange: Exchange,
  { remove, rename, replace, add, append }: Changes,
): void {
  const present = (name: string) => exchange.upstreamValues(name).length > 0;
  const set = (name: string, values: readonly string[] | undefined) =>
    exchange.upstreamHeaders.set(name.toLowerCase(), values);
  for (const [name] of remove) set(name, undefined);
  for (const [from, to] of rename) {
    if (!present(from)) continue;
    set(to, exchange.upstreamValues(from));
    set(from, undefined);
  }
  for (const [name, value] of replace) if (present(name)) set(name, [rendered(value, exchange)]);
  for (const [name, value] of add)
    if (!present(name) && name.toLowerCase() !== 'host') set(name, [rendered(value, exchange)]);
  for (const [name, value] of append)
    set(name, [...exchange.upstreamValues(name), rendered(value, exchange)]);
}

function changeQuery(exchange: Exchange, changes: Changes): void {
  const given = Object.fromEntries(exchange.query) as Entity;
  const after = changed(given, inRequest(changes, exchange));
  const query = formatQuery(new Map(Object.entries(after)) as Query);
  exchange.search = query === '' ? '' : `?${query}`;
}

async function changeBody(exchange: Exchange, changes: Changes): Promise<void> {
  const type = exchange.header('content-type')?.toLowerCase() ?? '';
  const own = inRequest(changes, exchange);
  if (type.includes('application/json')) {
    const body = await exchange.readBody();
    const given = body.length === 0 ? {} : parseObject(body);
    if (given) exchange.body = Buffer.from(JSON.stringify(changed(given, own)));
  } else if (type.includes('application/x-www-form-urlencoded')) {
    const given = Object.fromEntries(parseQuery((await exchange.readBody()).toString())) as Entity;
    const after = new Map(Object.entries(changed(given, own))) as Query;
    exchange.body = Buffer.from(formatQuery(after));
  }
}

/** The same changes with the templates in their values filled in. */
function inRequest(changes: Changes, exchange: Exchange): Changes {
  const fill = (pairs: Pair[]) =>
    pairs.map(([name, value]): Pair => [name, rendered(value, exchange)]);
  const { remove, rename, replace, add, append } = changes;
  return { remove, rename, replace: fill(replace), add: fill(add), append: fill(append) };
}

/**
 * A value with its templates filled in: `$(headers.host)`, `$(query_params["page"])`,
 * `$(uri_captures.id)`. Kong evaluates any Lua expression there; others fail here.
 */
function rendered(value: string, exchange: Exchange): string {
  return value.replace(/\$\(([^)]*)\)/g, (_, expression: string) => {
    const found =
      /^\s*(headers|query_params|uri_captures)(?:\.(\w+)|\[\s*(?:(["'])(.*?)\3|(\d+))\s*\])\s*$/.exec(
        expression,
      );
    if (!found) throw new Crash(`The template $(${expression}) is not understood.`);
    const [, source, plain, , quoted, index] = found;
    const value = lookUp(exchange, source ?? '', plain ?? quoted ?? index ?? '');
    return value === undefined ? '' : tostring(value);
  });
}

function lookUp(exchange: Exchange, source: string, name: string): Value {
  if (source === 'headers') return exchange.upstreamValues(name)[0] ?? exchange.header(name);
  if (source === 'uri_captures') return exchange.captures[name];
  const value = exchange.query.get(name);
  return Array.isArray(value) ? value[0] : value;
}
