import { BlockList } from 'node:net';
import { ipOrCidr } from '../entities/typedefs.ts';
import { failure, type Exchange } from '../proxy/exchange.ts';
import { number, strings, text } from '../schema/value.ts';
import type { Plugin } from './plugin.ts';

function listOf(ranges: string[]): BlockList | undefined {
  if (ranges.length === 0) return undefined;
  const addresses = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = address.includes(':') ? 'ipv6' : 'ipv4';
    if (bits === undefined) addresses.addAddress(address, family);
    else addresses.addSubnet(address, Number(bits), family);
  }
  return addresses;
}

/** Lets clients through, or keeps them out, by their address. */
export const ipRestriction: Plugin = {
  name: 'ip-restriction',
  priority: 990,
  rules: { 'config.allow.*': ipOrCidr.check, 'config.deny.*': ipOrCidr.check },
  create(config) {
    const denied = listOf(strings(config['deny']));
    const allowed = listOf(strings(config['allow']));
    const isIn = (addresses: BlockList, exchange: Exchange) => {
      const address = exchange.clientAddress();
      return addresses.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
    };
    return {
      access(exchange) {
        const out = denied !== undefined && isIn(denied, exchange);
        if (!out && (allowed === undefined || isIn(allowed, exchange))) return undefined;
        const message =
          text(config['message']) ?? `IP address not allowed: ${exchange.clientAddress()}`;
        return failure(number(config['status'], 403), message);
      },
    };
  },
};
