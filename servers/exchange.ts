import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { agentFor, tlsFault } from './certificates.ts';

/** What to send. Unlike fetch, a `host` header names another host than the URL's. */
export interface ExchangeOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Takes any certificate. */
  tlsSkipVerify?: boolean;
  /** How long the server may be silent; 10 s if left out. */
  timeoutMs?: number;
}

/** What a server answered, whatever its status. */
export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** There was no answer. The message is the reason, to be put behind the name of the server. */
export class NoAnswer extends Error {
  /** What to do about it, if the reason tells. */
  readonly fix: string | undefined;

  constructor(reason: string, fix: string | undefined, cause: unknown) {
    super(reason, { cause });
    this.fix = fix;
  }
}

/**
 * One request over HTTP or HTTPS, and its answer: how everything here but the providers talks to Kong
 * and FusionAuth.
 *
 * @throws NoAnswer
 */
export async function exchange(url: string, options: ExchangeOptions = {}): Promise<Reply> {
  try {
    return await send(url, options).catch((error: unknown) => {
      // A kept connection may be closed just as it is used again; nothing was asked then.
      if (!(error instanceof StaleConnection)) throw error;
      return send(url, options);
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const fault = tlsFault(url, error as NodeJS.ErrnoException);
    throw new NoAnswer(fault?.reason ?? code ?? message, fault?.fix, error);
  }
}

class StaleConnection extends Error {}

function send(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
    tlsSkipVerify = false,
    timeoutMs = 10_000,
  }: ExchangeOptions,
): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const client = url.startsWith('https:') ? https : http;
  const agent = agentFor(url, tlsSkipVerify);
  const request = client.request(
    url,
    { method, headers, agent, timeout: timeoutMs },
    (response) => {
      const { statusCode: status = 0, headers: received } = response;
      text(response).then(
        (content) => resolve({ status, headers: received, text: content }),
        reject,
      );
    },
  );
  request.on('timeout', () => request.destroy(new Error(`no answer in ${timeoutMs / 1000} s`)));
  request.on('error', (error: NodeJS.ErrnoException) => {
    const stale = request.reusedSocket && error.code === 'ECONNRESET' && method === 'GET';
    reject(stale ? new StaleConnection(error.message, { cause: error }) : error);
  });
  request.end(body);
  return promise;
}
