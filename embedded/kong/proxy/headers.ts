import type { IncomingMessage } from 'node:http';
import type { Exchange } from './exchange.ts';
import type { Match } from './router.ts';

/** Headers that concern one connection only. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

function listed(connection: string | undefined): Set<string> {
  return new Set((connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
}

/**
 * What the client's Connection header names goes no further, and Kong means that of the headers that it has
 * set itself, too. Only a plugin that takes the Connection header away prevents it.
 */
function droppedByClient(exchange: Exchange): Set<string> {
  const connection = exchange.upstreamValues('connection').join(',');
  return /^(keep-alive|close|upgrade)$/.test(connection) ? new Set() : listed(connection);
}

/** The headers of the request to the service, except Host, as names and values in turn. */
export function upstreamHeaders(exchange: Exchange, match: Match): string[] {
  const { request } = exchange;
  const own = ownHeaders(exchange, match);
  const dropped = droppedByClient(exchange);
  const headers: string[] = [];
  for (const [name, value] of own) if (value !== undefined) headers.push(name, value);
  const raw = request.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const lower = name.toLowerCase();
    const skip =
      lower === 'host' ||
      lower === 'proxy' ||
      lower === 'expect' ||
      own.has(lower) ||
      (hopByHop.has(lower) && lower !== 'transfer-encoding') ||
      dropped.has(lower) ||
      exchange.upstreamHeaders.has(lower) ||
      (exchange.body !== undefined &&
        (lower === 'transfer-encoding' || lower === 'content-length'));
    if (!skip) headers.push(name, raw[at + 1] ?? '');
  }
  if (exchange.body !== undefined) headers.push('Content-Length', String(exchange.body.length));
  for (const [name, value = []] of exchange.upstreamHeaders) {
    if (dropped.has(name) || own.has(name)) continue;
    for (const one of [value].flat()) headers.push(name, one);
  }
  return headers;
}

/** What the gateway says about the request and itself. */
function ownHeaders(exchange: Exchange, match: Match): Map<string, string | undefined> {
  const { request } = exchange;
  const address = exchange.clientAddress();
  const [forwardedFor] = exchange.headerValues('x-forwarded-for');
  const [via] = exchange.headerValues('via');
  const host = (exchange.header('host') ?? '').replace(/:\d*$/, '').toLowerCase();
  const prefix = match.route['strip_path'] === true && match.path !== '/' ? match.path : undefined;
  return new Map([
    ['via', `${via === undefined ? '' : `${via}, `}${request.httpVersion} ${exchange.server}`],
    ['connection', 'keep-alive'],
    ['x-forwarded-for', forwardedFor === undefined ? address : `${forwardedFor}, ${address}`],
    ['x-forwarded-proto', exchange.secure ? 'https' : 'http'],
    ['x-forwarded-host', host],
    ['x-forwarded-port', String(request.socket.localPort ?? 80)],
    ['x-forwarded-path', exchange.rawPath],
    ['x-forwarded-prefix', prefix],
    ['x-real-ip', address],
    ['x-kong-request-id', exchange.id],
    ['te', listed(exchange.header('te')).has('trailers') ? 'trailers' : undefined],
  ]);
}

/** The headers of the service's answer that go to the client. */
export function* responseHeaders(incoming: IncomingMessage): Generator<[string, string]> {
  const dropped = listed(incoming.headers.connection);
  const raw = incoming.rawHeaders;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || dropped.has(lower) || lower === 'via') continue;
    yield [name, raw[at + 1] ?? ''];
  }
}
