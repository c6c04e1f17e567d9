import { failure, type Exchange, type Reply } from '../proxy/exchange.ts';
import { number, text } from '../schema/value.ts';
import type { Plugin } from './plugin.ts';

const units: Record<string, number> = { megabytes: 1048576, kilobytes: 1024, bytes: 1 };

function refuseOver(limit: number, size: number, exchange: Exchange): Reply | undefined {
  if (size <= limit) return undefined;
  const expects = exchange.header('expect')?.trim().toLowerCase() === '100-continue';
  return failure(expects ? 417 : 413, 'Request size limit exceeded');
}

/** Refuses bodies that are too large. */
export const requestSizeLimiting: Plugin = {
  name: 'request-size-limiting',
  priority: 951,
  create(config) {
    const unit = units[text(config['size_unit']) ?? 'megabytes'] ?? 1;
    const limit = number(config['allowed_payload_size'], 128) * unit;
    return {
      access(exchange) {
        const declared = exchange.header('content-length');
        if (declared !== undefined) return refuseOver(limit, Number(declared), exchange);
        const chunked = exchange.header('transfer-encoding') === 'chunked';
        if (config['require_content_length'] === true && !chunked) {
          return failure(411, 'A valid Content-Length header is required');
        }
        if (!chunked) return undefined;
        return exchange.readBody().then((body) => refuseOver(limit, body.length, exchange));
      },
    };
  },
};
