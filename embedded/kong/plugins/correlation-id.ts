import { randomUUID } from 'node:crypto';
import type { Exchange } from '../proxy/exchange.ts';
import { text } from '../schema/value.ts';
import type { Plugin } from './plugin.ts';

const workerId = randomUUID();
let counter = 0;

function generate(generator: string, { request: { socket } }: Exchange): string {
  if (generator === 'uuid') return randomUUID();
  counter += 1;
  if (generator === 'uuid#counter') return `${workerId}#${counter}`;
  const { localAddress = '127.0.0.1', localPort = 0 } = socket;
  const now = (Date.now() / 1000).toFixed(3);
  return `${localAddress}-${localPort}-${process.pid}-${counter}-1-${now}`;
}

/** Gives each request an id that the service, and if wanted the client, can log. */
export const correlationId: Plugin = {
  name: 'correlation-id',
  priority: 100001,
  create(config) {
    const header = text(config['header_name']) ?? 'Kong-Request-ID';
    const generator = text(config['generator']) ?? 'uuid#counter';
    const ids = new WeakMap<Exchange, string>();
    return {
      access(exchange) {
        let id = exchange.header(header);
        if (id === undefined || id === '') {
          id = generate(generator, exchange);
          exchange.setUpstream(header, id);
        }
        ids.set(exchange, id);
        return undefined;
      },
      headers(exchange) {
        if (config['echo_downstream'] !== true) return;
        exchange.setResponse(header, ids.get(exchange) ?? generate(generator, exchange));
      },
    };
  },
};
