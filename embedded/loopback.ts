import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { BlockList, isIP } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Lets a server answer this machine's own clients alone. Listening on 127.0.0.1 keeps other machines out, but not the
 * pages in a browser here: one may have its own name resolve to 127.0.0.1 (DNS rebinding), or send requests across
 * sites. Such requests carry the page's name in Host or in Origin.
 *
 * @param pages whether pages of other origins may ask all the same; their browser then goes by the server's CORS.
 */
export function loopbackOnly(
  serve: RequestListener,
  { pages }: { pages: boolean },
): RequestListener {
  return (request, response) => {
    const { host, origin } = request.headers;
    if (!isLoopback(`http://${host ?? ''}`))
      return refuse(
        request,
        response,
        421,
        `Host ${host ?? ''} is not this machine: use 127.0.0.1`,
      );
    if (!pages && origin !== undefined && !isLoopback(origin))
      return refuse(request, response, 403, `Pages of ${origin} may not ask here`);
    serve(request, response);
  };
}

/** Whether a URL is of this machine, whatever its port. */
function isLoopback(url: string): boolean {
  const name = (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$/g, '');
  if (isIP(name)) return LOOPBACK.check(name, isIP(name) === 4 ? 'ipv4' : 'ipv6');
  return name === 'localhost' || name.endsWith('.localhost');
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  message: string,
): void {
  request.resume();
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(`${JSON.stringify({ message })}\n`);
}
