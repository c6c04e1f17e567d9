import type { Exchange } from '../proxy/exchange.ts';
import { compileRegex, pcreProblem } from '../schema/regex.ts';
import { parseUrl } from '../schema/uri.ts';
import { tostring, strings, type Entity } from '../schema/value.ts';
import type { Plugin } from './plugin.ts';

const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

function originProblem(value: string): string | undefined {
  if (value === '*') return undefined;
  return pcreProblem(value) ? `'${value}' is not a valid regex` : undefined;
}

interface Origin {
  domain: string;
  host: string;
}

function normalize(origin: string): Origin {
  const { scheme, host, port } = parseUrl(origin) ?? {};
  if (host === undefined) return { domain: origin, host: origin };
  const usual = (scheme === 'http' && port === '80') || (scheme === 'https' && port === '443');
  const prefix = scheme === undefined ? '' : `${scheme}://`;
  return { domain: prefix + host + (port === undefined || usual ? '' : `:${port}`), host };
}

/** An allowed origin is a plain one, or a regular expression over the host or the whole origin. */
function originTest(entry: string): (origin: Origin) => boolean {
  if (!/[^A-Za-z0-9.:/-]/.test(entry)) {
    const { domain } = normalize(entry);
    return (origin) => origin.domain === domain;
  }
  const source = entry.endsWith('$') ? entry : `${entry}$`;
  const pattern = source.startsWith('^') ? source.slice(1) : source;
  const regex = compileRegex(`(?:${pattern})`, true);
  const byHost = !pattern.includes(':');
  return (origin) => {
    regex.lastIndex = 0;
    return regex.test(byHost ? origin.host : origin.domain);
  };
}

/** Tells browsers which origins may call, and answers their preflight requests. */
export const cors: Plugin = {
  name: 'cors',
  priority: 2000,
  rules: { 'config.origins.*': originProblem },
  create(config) {
    const origins = strings(config['origins']);
    const tests = origins.map(originTest);
    const preflights = new WeakSet<Exchange>();
    const allow = (exchange: Exchange) => {
      const anyOrigin = allowOrigin(exchange, origins, tests);
      if (config['credentials'] === true) allowCredentials(exchange, anyOrigin);
    };
    return {
      access(exchange) {
        const preflight =
          exchange.method === 'OPTIONS' &&
          exchange.header('origin') !== undefined &&
          exchange.header('access-control-request-method') !== undefined;
        if (!preflight) return undefined;
        preflights.add(exchange);
        if (config['preflight_continue'] === true) return undefined;
        allow(exchange);
        describe(exchange, config);
        return { status: 200, body: '' };
      },
      headers(exchange) {
        if (preflights.has(exchange)) return;
        allow(exchange);
        const exposed = strings(config['exposed_headers']);
        if (exposed.length > 0) {
          exchange.setResponse('Access-Control-Expose-Headers', exposed.join(','));
        }
      },
    };
  },
};

/** Returns whether any origin is allowed. */
function allowOrigin(
  exchange: Exchange,
  origins: string[],
  tests: ((origin: Origin) => boolean)[],
): boolean {
  const header = 'Access-Control-Allow-Origin';
  const [only] = origins;
  if (only === undefined || (origins.length === 1 && only === '*')) {
    exchange.setResponse(header, '*');
    return true;
  }
  exchange.addResponse('vary', 'Origin');
  if (origins.length === 1 && /^[A-Za-z0-9.:/-]+$/.test(only)) {
    exchange.setResponse(header, only);
    return false;
  }
  const given = exchange.header('origin');
  if (given !== undefined) {
    if (origins.includes('*')) {
      exchange.setResponse(header, '*');
      return true;
    }
    const origin = normalize(given);
    if (tests.some((test) => test(origin))) {
      exchange.setResponse(header, origin.domain);
      return false;
    }
  }
  exchange.setResponse(header, undefined);
  return false;
}

function allowCredentials(exchange: Exchange, anyOrigin: boolean): void {
  const origin = exchange.header('origin');
  if (anyOrigin && origin === undefined) return;
  if (anyOrigin) {
    exchange.addResponse('vary', 'Origin');
    exchange.setResponse('Access-Control-Allow-Origin', origin);
  }
  exchange.setResponse('Access-Control-Allow-Credentials', 'true');
}

/** The rest of what a preflight request asks. */
function describe(exchange: Exchange, config: Entity): void {
  const headers = strings(config['headers']);
  const asked = exchange.header('access-control-request-headers');
  exchange.setResponse(
    'Access-Control-Allow-Headers',
    headers.length > 0 ? headers.join(',') : asked,
  );
  const allowed = Array.isArray(config['methods']) ? strings(config['methods']) : methods;
  exchange.setResponse('Access-Control-Allow-Methods', allowed.join(','));
  const maxAge = config['max_age'];
  if (typeof maxAge === 'number') exchange.setResponse('Access-Control-Max-Age', tostring(maxAge));
  const askedPrivate = exchange.header('access-control-request-private-network') === 'true';
  if (config['private_network'] === true && askedPrivate) {
    exchange.setResponse('Access-Control-Allow-Private-Network', 'true');
  }
}
