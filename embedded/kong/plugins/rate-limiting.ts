import type { Database } from '../entities/database.ts';
import { headerName, host, path, serverName } from '../entities/typedefs.ts';
import { failure, type Exchange } from '../proxy/exchange.ts';
import { idOf, number, text, type Entity } from '../schema/value.ts';
import type { Plugin, Scope } from './plugin.ts';

const windows = { second: 1, minute: 60, hour: 3600, day: 86400, month: 2592000, year: 31536000 };
type Period = keyof typeof windows;
const periods = Object.keys(windows) as Period[];

function periodsProblem(config: Entity): string | undefined {
  const set = periods.filter((period) => typeof config[period] === 'number');
  for (const [index, shorter] of set.entries()) {
    for (const longer of set.slice(index + 1)) {
      const [low, high] = [number(config[shorter], 0), number(config[longer], 0)];
      if (high < low) {
        return `The limit for ${longer}(${high.toFixed(1)}) cannot be lower than the limit for ${shorter}(${low.toFixed(1)})`;
      }
    }
  }
  const rate = number(config['sync_rate'], -1);
  if (config['policy'] !== 'redis') {
    return rate === -1 ? undefined : 'sync_rate can only be used with the redis policy';
  }
  return rate === -1 || rate >= 0.02
    ? undefined
    : 'sync_rate must be greater than 0.02, or -1 to disable';
}

/** Counters outlive changes of a plugin's configuration; those of past windows are dropped. */
const counters = new WeakMap<Database, Map<string, number>>();

/** Limits how many requests a caller can make in a period, counting in this process. */
export const rateLimiting: Plugin = {
  name: 'rate-limiting',
  priority: 910,
  rules: {
    config: periodsProblem,
    'config.header_name': headerName.check,
    'config.path': path.check,
    'config.redis.host': host.check,
    'config.redis.server_name': serverName.check,
  },
  create(config, database, scope) {
    const counts = counters.get(database) ?? new Map<string, number>();
    counters.set(database, counts);
    const limits = periods.flatMap((period) => {
      const value = config[period];
      return typeof value === 'number' ? [{ period, limit: value }] : [];
    });
    return {
      access(exchange) {
        if (counts.size > 100_000) counts.clear();
        const now = new Date();
        const who = `${scopeKey(scope)} ${identify(exchange, config)}`;
        const usage = limits.map(({ period, limit }) => {
          const key = `${who} ${period} ${startOf(period, now)}`;
          return { period, limit, key, remaining: limit - (counts.get(key) ?? 0) };
        });
        const stop = usage.findLast(({ remaining }) => remaining <= 0)?.period;
        const reset = tell(exchange, config, usage, stop, now);
        if (stop !== undefined) {
          if (config['hide_client_headers'] !== true)
            exchange.setResponse('Retry-After', String(reset));
          const message = text(config['error_message']) ?? 'API rate limit exceeded';
          return failure(number(config['error_code'], 429), message);
        }
        for (const { key } of usage) counts.set(key, (counts.get(key) ?? 0) + 1);
        return undefined;
      },
    };
  },
};

function scopeKey({ route, service }: Scope): string {
  return `${route ?? ''}:${service ?? ''}`;
}

function identify(exchange: Exchange, config: Entity): string {
  const { consumer, credential, service } = exchange;
  switch (config['limit_by']) {
    case 'service':
      if (service) return idOf(service);
      break;
    case 'consumer':
      if (consumer ?? credential) return idOf(consumer ?? credential ?? {});
      break;
    case 'credential':
      if (credential) return idOf(credential);
      break;
    case 'header': {
      const value = exchange.header(text(config['header_name']) ?? '');
      if (value !== undefined) return value;
      break;
    }
    case 'path':
      if (exchange.rawPath === config['path']) return exchange.rawPath;
  }
  return exchange.clientAddress();
}

/** When the period that `now` lies in began, in milliseconds. */
function startOf(period: Period, now: Date): number {
  if (period === 'year') return Date.UTC(now.getUTCFullYear(), 0);
  if (period === 'month') return Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
  const length = windows[period] * 1000;
  return Math.floor(now.getTime() / length) * length;
}

interface Usage {
  period: Period;
  limit: number;
  remaining: number;
}

/** Tells the client what is left; returns the seconds after which there is more. */
function tell(
  exchange: Exchange,
  config: Entity,
  usage: Usage[],
  stop: Period | undefined,
  now: Date,
): number {
  let tightest: Usage | undefined;
  for (const { period, limit, remaining: left } of usage) {
    const counted = stop === undefined || stop === period ? left - 1 : left;
    const one = { period, limit, remaining: Math.max(0, counted) };
    const tighter =
      !tightest ||
      one.remaining < tightest.remaining ||
      (one.remaining === tightest.remaining && windows[period] > windows[tightest.period]);
    if (tighter) tightest = one;
    if (config['hide_client_headers'] !== true) {
      const name = period.charAt(0).toUpperCase() + period.slice(1);
      exchange.setResponse(`X-RateLimit-Limit-${name}`, String(limit));
      exchange.setResponse(`X-RateLimit-Remaining-${name}`, String(one.remaining));
    }
  }
  if (!tightest) return 1;
  const passed = Math.floor((now.getTime() - startOf(tightest.period, now)) / 1000);
  const reset = Math.max(1, windows[tightest.period] - passed);
  if (config['hide_client_headers'] !== true) {
    exchange.setResponse('RateLimit-Limit', String(tightest.limit));
    exchange.setResponse('RateLimit-Remaining', String(tightest.remaining));
    exchange.setResponse('RateLimit-Reset', String(reset));
  }
  return reset;
}
