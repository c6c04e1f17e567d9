import type { IncomingMessage, ServerResponse } from 'node:http';
import { server } from '../version.ts';
import { render } from './errors.ts';
import type { Exchange, Reply } from './exchange.ts';
import { responseHeaders } from './headers.ts';

/** How a request ended: with an answer of the gateway's own, or with the service's. */
export type Outcome = { reply: Reply } | { incoming: IncomingMessage };

/** Sends the answer to the client. */
export function write(exchange: Exchange, response: ServerResponse, outcome: Outcome): void {
  if ('reply' in outcome) reply(exchange, response, outcome.reply);
  else relay(exchange, response, outcome.incoming);
}

function reply(exchange: Exchange, response: ServerResponse, answer: Reply): void {
  const { status, headers = {}, body = '' } = render(answer, exchange);
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, withCharset(name, value));
  addPluginHeaders(exchange, response);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  addOwnHeaders(exchange, response, undefined);
  exchange.request.resume();
  response.end(exchange.method === 'HEAD' ? undefined : body);
}

/** The web server adds its charset to these types where they name none. */
const texts = new Set(['text/xml', 'text/plain', 'application/javascript', 'application/rss+xml']);

function withCharset(name: string, value: string): string {
  return name === 'Content-Type' && texts.has(value) ? `${value}; charset=UTF-8` : value;
}

function relay(exchange: Exchange, response: ServerResponse, incoming: IncomingMessage): void {
  response.statusCode = incoming.statusCode ?? 502;
  if (incoming.statusMessage) response.statusMessage = incoming.statusMessage;
  for (const [name, value] of responseHeaders(incoming)) response.appendHeader(name, value);
  addPluginHeaders(exchange, response);
  addOwnHeaders(exchange, response, incoming);
  incoming.on('error', () => response.destroy());
  response.on('close', () => incoming.destroy());
  incoming.pipe(response);
}

function addPluginHeaders(exchange: Exchange, response: ServerResponse): void {
  for (const { name, value, add } of exchange.responseChanges) {
    if (value === undefined) response.removeHeader(name);
    else if (add) response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
}

/** What the gateway says about itself, and how long the parts took. */
function addOwnHeaders(
  exchange: Exchange,
  response: ServerResponse,
  incoming: IncomingMessage | undefined,
): void {
  const { started, proxied, answered = started } = exchange;
  if (proxied === undefined) {
    response.setHeader('X-Kong-Response-Latency', Math.round(performance.now() - started));
  } else {
    response.setHeader('X-Kong-Upstream-Latency', Math.round(answered - proxied));
    response.setHeader('X-Kong-Proxy-Latency', Math.round(proxied - started));
    const via = incoming?.headers['via'];
    response.setHeader('Via', via === undefined ? `1.1 ${server}` : `${via}, 1.1 ${server}`);
  }
  if (!incoming || !response.hasHeader('Server')) response.setHeader('Server', server);
  response.setHeader('X-Kong-Request-Id', exchange.id);
}
