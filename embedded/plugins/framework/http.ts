import http from 'node:http';
import https from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import type { Value } from './values.ts';

/** An answer that is no success. The message names the request; it never has headers in it. */
export class HttpError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(method: string, url: string, status: number, body: string) {
    super(`${method} ${url}: HTTP status ${status}${body ? ` ${body.slice(0, 2000)}` : ''}`);
    this.status = status;
    this.body = body;
  }
}

/** How to reach a server. */
export interface HttpOptions {
  /** The server's URL, with or without a slash at the end. */
  url: string;
  headers: Record<string, string>;
  /** What to check when the server cannot be reached: the configuration key and the variable. */
  hint: string;
  /** Aborts requests and waits. */
  cancelled: AbortSignal;
  timeoutMs?: number;
  /** Takes any certificate, as the setting tlsSkipVerify asks for. */
  skipCertificateCheck?: boolean;
  /** The first wait between two tries; each further one is twice as long. */
  backOffMs?: number;
}

const TRIES = 5;
const TIMEOUT_MS = 30_000;
const RETRIED = new Set([429, 502, 503, 504]);
/** Nothing has reached a server that refuses the connection, so even a POST can be repeated. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** What the server answered; `body` is undefined where there was none. */
export interface Answer {
  status: number;
  body: Value | undefined;
}

/** A JSON client that repeats what can be repeated, and says what to fix when it gives up. */
export class HttpClient {
  readonly #options: HttpOptions;
  readonly #agent: http.Agent;
  readonly #trust: { secureContext?: SecureContext };

  constructor(options: HttpOptions) {
    const { url, hint } = options;
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      throw new Error(`${JSON.stringify(url)} is no http or https URL. ${hint}`);
    }
    this.#options = { ...options, url: url.replace(/\/+$/, '') };
    const { Agent } = url.startsWith('https:') ? https : http;
    this.#agent = new Agent({ keepAlive: true });
    this.#trust = url.startsWith('https:') ? { secureContext: machineTrust() } : {};
  }

  /** Sends a request. An answer of 400 and more throws HttpError, unless its status is `accepted`. */
  async send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options: { body?: Value; accepted?: number[]; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const url = this.#options.url + path;
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === TRIES;
      try {
        const answer = await this.#once(method, url, options);
        if (answer.status < 400 || options.accepted?.includes(answer.status)) {
          return { status: answer.status, body: answer.text ? parse(answer.text) : undefined };
        }
        if (last || !RETRIED.has(answer.status) || !repeatable(method, answer.status)) {
          throw new HttpError(method, url, answer.status, answer.text);
        }
        await this.#pause(attempt, answer.retryAfterMs);
      } catch (error) {
        if (error instanceof HttpError || this.#options.cancelled.aborted) throw error;
        const silent = isTimeout(error);
        if (last || silent || !(method !== 'POST' || NEVER_SENT.has(code(error)))) {
          throw this.#unreachable(method, url, error);
        }
        await this.#pause(attempt, 0);
      }
    }
  }

  async #once(
    method: string,
    url: string,
    options: { body?: Value; headers?: Record<string, string> },
  ): Promise<{ status: number; text: string; retryAfterMs: number }> {
    const { headers, cancelled, timeoutMs = TIMEOUT_MS } = this.#options;
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const response = await exchange(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...options.headers,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
      // A kept connection may be closed by the server just now; a POST could then not be repeated.
      agent: method === 'POST' ? false : this.#agent,
      ...this.#trust,
      rejectUnauthorized: !this.#options.skipCertificateCheck,
      signal: AbortSignal.any([cancelled, AbortSignal.timeout(timeoutMs)]),
      body,
    });
    const seconds = Number(response.retryAfter ?? 0) || 0;
    return { ...response, retryAfterMs: Math.min(seconds, 10) * 1000 };
  }

  async #pause(attempt: number, atLeastMs: number): Promise<void> {
    const base = (this.#options.backOffMs ?? 200) * 2 ** (attempt - 1);
    const jittered = base * (0.5 + Math.random());
    const signal = this.#options.cancelled;
    await wait(Math.max(jittered, atLeastMs), undefined, { signal });
  }

  #unreachable(method: string, url: string, error: unknown): Error {
    const { timeoutMs = TIMEOUT_MS } = this.#options;
    const text = error instanceof Error ? error.message : String(error);
    const reason = isTimeout(error) ? `no answer within ${timeoutMs} ms` : code(error) || text;
    return new Error(
      `${method} ${url}: the server cannot be reached (${reason}). ` +
        `Is it running at that address? ${this.#options.hint}`,
      { cause: error },
    );
  }
}

/** Like the official plugins, which are Go programs: the machine's store, or SSL_CERT_FILE instead of it. */
function machineTrust(): SecureContext {
  return createSecureContext({
    ca: [...getCACertificates('default'), ...getCACertificates('system')],
  });
}

/** A POST whose effect is unknown must not be sent again; 429 and 503 are refusals before any effect. */
const repeatable = (method: string, status: number): boolean =>
  method !== 'POST' || status === 429 || status === 503;

/** The system's code of a connection error, such as ECONNREFUSED. */
const code = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** The server took the request and kept silent: asking again would only take as long again. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && error.cause.name === 'TimeoutError';

/** One request, one answer, as text. */
function exchange(
  url: string,
  options: https.RequestOptions & { body: string | undefined },
): Promise<{ status: number; text: string; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString(),
          retryAfter: response.headers['retry-after'],
        }),
      );
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

function parse(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
