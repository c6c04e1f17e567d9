import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
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
  const type = String(response.getHeader('content-type') ?? '');
  const changed = changedBody(exchange, Buffer.from(body), type);
  response.setHeader('Content-Length', changed.length);
  addOwnHeaders(exchange, response, undefined);
  exchange.request.resume();
  response.end(exchange.method === 'HEAD' ? undefined : changed);
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
  const type = String(response.getHeader('content-type') ?? '');
  if (exchange.bodyChanges.length === 0) {
    incoming.pipe(response);
    return;
  }
  buffer(incoming)
    .then((body) => {
      const changed = changedBody(exchange, body, type);
      response.setHeader('Content-Length', changed.length);
      response.end(changed);
    })
    .catch(() => response.destroy());
}

function changedBody({ bodyChanges }: Exchange, body: Buffer, type: string): Buffer {
  return bodyChanges.reduce((changed, change) => change(changed, type), body);
}

function addPluginHeaders(exchange: Exchange, response: ServerResponse): void {
  for (const { name, value, how } of exchange.responseChanges) {
    const given = response.getHeader(name);
    if (value === undefined) response.removeHeader(name);
    else if (how === 'add') response.appendHeader(name, value);
    else if (how === 'set') response.setHeader(name, value);
    else if (how === 'default' && given === undefined) response.setHeader(name, value);
    else if (how === 'replace' && given !== undefined) response.setHeader(name, value);
    else if (how === 'rename' && given !== undefined) {
      response.removeHeader(name);
      response.setHeader(value, given);
    }
  }
}

/** What the gateway says about itself, and how long the parts took. */
function addOwnHeaders(
  exchange: Exchange,
  response: ServerResponse,
  incoming: IncomingMessage | undefined,
): void {
  const { started, proxied, answered = started, server } = exchange;
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
