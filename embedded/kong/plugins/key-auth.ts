import { strings, text, type Entity } from '../schema/value.ts';
import type { Database } from '../entities/database.ts';
import { isExpired } from '../entities/expiry.ts';
import { headerName } from '../entities/typedefs.ts';
import { failure, type Exchange, type Reply } from '../proxy/exchange.ts';
import { formatQuery, parseQuery } from '../proxy/query.ts';
import { authenticate, authenticateAnonymous } from './consumer.ts';
import type { Plugin } from './plugin.ts';

/** Requires an API key of a consumer. */
export const keyAuth: Plugin = {
  name: 'key-auth',
  priority: 1250,
  rules: { 'config.key_names.*': headerName.check },
  create(config, database) {
    const anonymous = text(config['anonymous']);
    const judge = (exchange: Exchange, body: Map<string, unknown> | undefined) => {
      const refused = verify(exchange, config, database, body);
      return refused && anonymous !== undefined
        ? authenticateAnonymous(exchange, database, anonymous)
        : refused;
    };
    return {
      access(exchange) {
        if (config['run_on_preflight'] === false && exchange.method === 'OPTIONS') return undefined;
        if (anonymous !== undefined && exchange.credential) return undefined;
        if (config['key_in_body'] !== true) return judge(exchange, undefined);
        return bodyFields(exchange).then((body) => judge(exchange, body));
      },
    };
  },
};

async function bodyFields(exchange: Exchange): Promise<Map<string, unknown>> {
  const type = exchange.header('content-type') ?? '';
  const text = (await exchange.readBody()).toString();
  if (type.startsWith('application/x-www-form-urlencoded')) return parseQuery(text);
  if (!type.startsWith('application/json')) return new Map();
  try {
    const parsed: unknown = JSON.parse(text);
    return new Map(Object.entries(parsed ?? {}));
  } catch {
    return new Map();
  }
}

function valueOf(
  exchange: Exchange,
  config: Entity,
  name: string,
  body: Map<string, unknown> | undefined,
): unknown {
  if (config['key_in_header'] === true) {
    const values = exchange.headerValues(name);
    if (values.length > 0) return values.length === 1 ? values[0] : values;
  }
  const inQuery = config['key_in_query'] === true ? exchange.query.get(name) : undefined;
  return inQuery ?? body?.get(name);
}

function verify(
  exchange: Exchange,
  config: Entity,
  database: Database,
  body: Map<string, unknown> | undefined,
): Reply | undefined {
  const realm = text(config['realm']);
  const challenge = { 'WWW-Authenticate': realm === undefined ? 'Key' : `Key realm="${realm}"` };
  let key: string | undefined;
  for (const name of strings(config['key_names'])) {
    const value = valueOf(exchange, config, name, body);
    if (typeof value === 'string') {
      key = value;
      if (config['hide_credentials'] === true) hide(exchange, name);
      break;
    }
    if (Array.isArray(value)) return failure(401, 'Duplicate API key found', challenge);
  }
  if (key === undefined || key === '') {
    return failure(401, 'No API key found in request', challenge);
  }
  const credential = database.table('keyauth_credentials').find('key', key);
  const owner = credential?.['consumer'] as Entity | undefined;
  const consumer = database.table('consumers').get(text(owner?.['id']) ?? '');
  if (!credential || !consumer || isExpired(credential))
    return failure(401, 'Unauthorized', challenge);
  authenticate(exchange, consumer, credential, credential['id']);
  return undefined;
}

function hide(exchange: Exchange, name: string): void {
  exchange.setUpstream(name, undefined);
  if (exchange.query.delete(name)) {
    const query = formatQuery(exchange.query);
    exchange.search = query === '' ? '' : `?${query}`;
  }
}
