/** A host name or IP address with an optional port, as Kong takes it apart. */
export interface Address {
  type: 'ipv4' | 'ipv6' | 'name';
  host: string;
  port: number | undefined;
}

/** Why a string is no address; a bad port is told apart from a bad host. */
export type AddressProblem = 'invalid host' | 'invalid port';

function ipv4(text: string): Address | AddressProblem {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::(\d+))?$/.exec(text);
  if (!match) return 'invalid host';
  const parts = match.slice(1, 5).map(Number);
  if (parts.some((part) => part > 255)) return 'invalid host';
  return withPort('ipv4', parts.join('.'), match[5]);
}

function ipv6(text: string): Address | AddressProblem {
  const bracketed = /^\[(.*)\](?::(\d+))?$/.exec(text);
  let address = bracketed?.[1] ?? text;
  if (address.startsWith(':')) address = `0${address}`;
  if (address.endsWith(':')) address = `${address}0`;
  if (address.includes('::')) {
    const colons = address.split(':').length - 1;
    address = address.replace('::', `:${'0:'.repeat(Math.max(0, 8 - colons))}`);
  }
  const parts = address.split(':');
  if (parts.length !== 8 || !parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) {
    return 'invalid host';
  }
  const host = parts.map((part) => part.padStart(4, '0').toLowerCase()).join(':');
  return withPort('ipv6', host, bracketed?.[2]);
}

function name(text: string): Address | AddressProblem {
  const port = /:(\d+)$/.exec(text)?.[1];
  const host = port === undefined ? text : text.slice(0, -port.length - 1);
  if (port !== undefined && Number(port) > 65535) return 'invalid port';
  const segments = host.split('.');
  const bad = segments.some(
    (segment, index) => segment.endsWith('-') || (segment === '' && index < segments.length - 1),
  );
  if (bad || !/^[\w.-]+$/.test(host)) return 'invalid host';
  return withPort('name', host, port);
}

function withPort(
  type: Address['type'],
  host: string,
  port: string | undefined,
): Address | AddressProblem {
  const value = port === undefined ? undefined : Number(port);
  return value !== undefined && value > 65535 ? 'invalid port' : { type, host, port: value };
}

/** Takes an address apart; IPv6 comes back in full length without brackets. */
export function parseAddress(text: string): Address | AddressProblem {
  const colons = text.split(':').length - 1;
  if (colons > 1) return ipv6(text);
  return /^[\d.]+$/.test(text.replace(':', '')) ? ipv4(text) : name(text);
}

/** `address` as host:port, with `defaultPort` where it names none. */
export function formatAddress(address: Address, defaultPort: number): string {
  const host = address.type === 'ipv6' ? `[${address.host}]` : address.host;
  return `${host}:${address.port ?? defaultPort}`;
}

/** What is wrong with `text` as a host without a port. */
export function hostProblem(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === 'invalid host') return `invalid value: ${text}`;
  return address === 'invalid port' || address.port !== undefined
    ? 'must not have a port'
    : undefined;
}

/** The same for a server name, which must not be an IP address. */
export function serverNameProblem(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === 'invalid host') return `invalid value: ${text}`;
  if (address === 'invalid port') return 'must not have a port';
  if (address.type !== 'name') return 'must not be an IP';
  return address.port !== undefined ? 'must not have a port' : undefined;
}
