import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'undici';
import { tlsFault } from './certificates.ts';
import { LONGEST_ANSWER, dispatcherFor } from './dispatcher.ts';

/** What to send. Unlike fetch, a `host` header names another host than the URL's. */
export interface ExchangeOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Takes any certificate. */
  tlsSkipVerify?: boolean;
  /** How long the answer may take; 10 s if left out. */
  timeoutMs?: number;
  /** Aborts the request. */
  signal?: AbortSignal;
}

/** What a server answered, whatever its status. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** There was no answer. The message is the reason, to be put behind the name of the server. */
export class NoAnswer extends Error {
  /** The system's code, such as ECONNREFUSED; `TIMEOUT` if the server kept silent, `TOO_LONG` if it never ended. */
  readonly code: string;
  /** What to do about it, if the reason tells. */
  readonly fix: string | undefined;

  constructor(reason: string, code: string, fix: string | undefined, cause: unknown) {
    super(reason, { cause });
    this.code = code;
    this.fix = fix;
  }
}

/**
 * One request over HTTP or HTTPS, and its answer: how everything here talks to Kong and FusionAuth. A redirect is
 * an answer and never followed.
 *
 * @throws NoAnswer, or the reason of an aborted signal.
 */
export async function exchange(url: string, options: ExchangeOptions = {}): Promise<Reply> {
  const { method = 'GET', timeoutMs = 10_000, signal } = options;
  try {
    return await send(url, options).catch((error: unknown) => {
      // A kept connection may be closed just as it is used again; nothing was asked then.
      if (method !== 'GET' || codeOf(error) !== 'ECONNRESET') throw error;
      return send(url, options, true);
    });
  } catch (error) {
    signal?.throwIfAborted();
    const code = codeOf(error);
    if (code === 'TIMEOUT')
      throw new NoAnswer(`no answer in ${timeoutMs / 1000} s`, code, undefined, error);
    if (code === 'TOO_LONG') {
      const reason = `an answer of more than ${LONGEST_ANSWER / 1024 / 1024} MiB`;
      throw new NoAnswer(reason, code, undefined, error);
    }
    const fault = await tlsFault(url, { ...(error as Error), code, message: messageOf(error) });
    throw new NoAnswer(fault?.reason ?? (code || messageOf(error)), code, fault?.fix, error);
  }
}

async function send(url: string, options: ExchangeOptions, afresh = false): Promise<Reply> {
  const { method = 'GET', headers = {}, body, tlsSkipVerify = false, signal } = options;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 10_000);
  const answer = await request(url, {
    dispatcher: dispatcherFor(url, tlsSkipVerify, afresh),
    method,
    headers,
    body: body ?? null,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  const { statusCode: status, headers: received } = answer;
  return { status, headers: received, text: await answer.body.text() };
}

function codeOf(error: unknown): string {
  const { code = '', name } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'TIMEOUT';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'TOO_LONG';
  // The other side has closed the connection.
  return code === 'UND_ERR_SOCKET' ? 'ECONNRESET' : code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
