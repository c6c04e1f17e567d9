import { headerName } from '../entities/typedefs.ts';
import { json, type Exchange, type Reply } from '../proxy/exchange.ts';
import { number, text, type Entity, type Value } from '../schema/value.ts';
import type { Plugin } from './plugin.ts';

function conflict(config: Entity): string | undefined {
  const { message, content_type: type, body, echo } = config;
  if (text(message) && (text(type) ?? text(body))) {
    return 'message cannot be used with content_type or body';
  }
  if (text(type) && !text(body)) return 'content_type requires a body';
  if (echo === true && (text(type) ?? text(body))) {
    return 'echo cannot be used with content_type and body';
  }
  return undefined;
}

const usualMessages: Record<number, string> = {
  401: 'Unauthorized',
  404: 'Not found',
  405: 'Method not allowed',
  500: 'An unexpected error occurred',
  502: 'Bad Gateway',
  503: 'Service unavailable',
};

/** Answers every request itself, or those that carry the trigger. */
export const requestTermination: Plugin = {
  name: 'request-termination',
  priority: 2,
  rules: { config: conflict, 'config.trigger': headerName.check },
  create(config) {
    const status = number(config['status_code'], 503);
    const message = text(config['message']) ?? usualMessages[status];
    const trigger = text(config['trigger']);
    const body = text(config['body']);
    return {
      access(exchange) {
        const triggered =
          trigger === undefined ||
          exchange.headerValues(trigger).length > 0 ||
          exchange.query.has(trigger);
        if (!triggered) return undefined;
        if (config['echo'] === true) return echo(exchange, status, message);
        if (body !== undefined) {
          const type = text(config['content_type']);
          return { status, body, headers: type === undefined ? {} : { 'Content-Type': type } };
        }
        return message === undefined ? { status, body: '' } : json(status, { message });
      },
    };
  },
};

async function echo(
  exchange: Exchange,
  status: number,
  message: string | undefined,
): Promise<Reply> {
  const raw = (await exchange.readBody()).toString();
  const query = [...exchange.query].map(([name, value]): [string, Value] => [name, value]);
  const { host = '' } = exchange.request.headers;
  return json(status, {
    message,
    request: {
      scheme: 'http',
      host: host.replace(/:\d*$/, ''),
      port: exchange.request.socket.localPort,
      headers: exchange.request.headers as Entity,
      query: Object.fromEntries(query),
      raw_body: raw,
      method: exchange.method,
      path: exchange.rawPath,
    },
    matched_route: exchange.route,
    matched_service: exchange.service,
  });
}
