import { setTimeout as wait } from 'node:timers/promises';
import { NoAnswer, exchange, type ExchangeOptions, type Reply } from './exchange.ts';

/** How often a request is tried at most. */
export const TRIES = 5;
const LONGEST_WAIT_MS = 10_000;
const BUSY = new Set([429, 502, 503, 504]);
/** Nothing has reached a server that refuses the connection, so even a POST can be repeated. */
const NEVER_SENT = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
]);

export interface Patience {
  /** The first wait between two tries, 200 ms if left out; each further one is twice as long. */
  backOffMs?: number;
  /** Takes silence for an answer at once: the server may just not be there. */
  onlyBusy?: boolean;
}

/** Whether a status says that the server, or a proxy before it, cannot answer just now. */
export function isBusy(status: number): boolean {
  return BUSY.has(status);
}

/**
 * Exchanges, again and again where that changes nothing twice, until there is an answer or no hope: after 429, 502,
 * 503 and 504, as long as Retry-After says, and after connections that failed.
 *
 * @throws NoAnswer, or the reason of an aborted signal.
 */
export async function exchangePatiently(
  url: string,
  options: ExchangeOptions,
  { backOffMs = 200, onlyBusy = false }: Patience = {},
): Promise<Reply> {
  const mayRepeat = options.method !== 'POST';
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === TRIES;
    const pause = (atLeastMs: number) => {
      const jittered = backOffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      const ms = Math.max(jittered, Math.min(atLeastMs, LONGEST_WAIT_MS));
      return wait(ms, undefined, options.signal && { signal: options.signal });
    };
    try {
      const reply = await exchange(url, options);
      // 429 and 503 are refusals before any effect; after the others a POST may have had one.
      const again = isBusy(reply.status) && (mayRepeat || [429, 503].includes(reply.status));
      if (last || !again) return reply;
      await pause(Number(reply.headers['retry-after'] ?? 0) * 1000 || 0);
    } catch (error) {
      if (!(error instanceof NoAnswer) || last || onlyBusy) throw error;
      if (['TIMEOUT', 'TOO_LONG'].includes(error.code)) throw error;
      if (!mayRepeat && !NEVER_SENT.has(error.code)) throw error;
      await pause(0);
    }
  }
}
