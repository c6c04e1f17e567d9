import { BlockList, isIP } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy by which a server is reached, if there is one: HTTP_PROXY, HTTPS_PROXY and NO_PROXY as the provider
 * plugins understand them, which are Go programs (https://pkg.go.dev/golang.org/x/net/http/httpproxy). This machine
 * itself is never reached by a proxy, and a name in NO_PROXY stands for all below it.
 *
 * @throws Error if the proxy is no URL of http or https.
 */
export function proxyFor(url: URL, env: Environment): string | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = either(env, name);
  if (!proxy || bypasses(url, either(env, 'NO_PROXY') ?? '')) return undefined;
  const parsed = [proxy, `http://${proxy}`].map((text) => URL.parse(text)).find((one) => one?.host);
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.href;
  throw new Error(
    `${name} is ${JSON.stringify(proxy)}; give it an http or https URL, or name ${url.hostname} in NO_PROXY.`,
  );
}

function either(env: Environment, name: string): string | undefined {
  return env[name] || env[name.toLowerCase()];
}

function bypasses(url: URL, noProxy: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (host === 'localhost' || within('127.0.0.0/8', host) || within('::1', host)) return true;
  return noProxy
    .toLowerCase()
    .split(',')
    .map((entry) => entry.trim())
    .some((entry) => entry === '*' || matches(entry, host, port));
}

/** Whether one entry of NO_PROXY means a host: an address, a range of them or a name, perhaps with a port. */
function matches(entry: string, host: string, port: string): boolean {
  if (within(entry, host)) return true;
  const [, name = '', only] = /^(\[.*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  if (!name || (only && only !== port)) return false;
  if (within(name.replace(/^\[|\]$/g, ''), host)) return true;
  if (isIP(host)) return false;
  const domain = name.replace(/^\*\./, '.');
  return domain.startsWith('.') ? host.endsWith(domain) : `.${host}`.endsWith(`.${domain}`);
}

/** Whether a host is that address, or of that range (`10.0.0.0/8`). */
function within(range: string, host: string): boolean {
  const [network = '', bits] = range.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  if (bits === undefined) list.addAddress(network, type);
  else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
    list.addSubnet(network, Number(bits), type);
  return list.check(host, type);
}
