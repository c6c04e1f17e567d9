import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

/** An HTTP answer in what the checks look at; status 0 means that none came. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** Whether Kong let the request through to the upstream. */
  proxied: boolean;
  /** The server's own message, or why there was no answer. */
  said: string;
}

/** What to send. Unlike fetch, a `host` header names another host than the URL's. */
export interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const TIMEOUT_MS = 10_000;

/** Makes one request and never throws. */
export function request(url: string, options: RequestOptions = {}): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const { method = 'GET', headers = {}, body } = options;
  const failed = (error: NodeJS.ErrnoException) => {
    const said = `no answer from ${new URL(url).origin}: ${error.code ?? error.message}`;
    resolve({ status: 0, body: {}, proxied: false, said });
  };
  const client = url.startsWith('https:') ? https : http;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const sent = client.request(url, { method, headers, signal }, (response) => {
    text(response).then((content) => {
      const parsed = parseObject(content);
      const proxied = 'x-kong-upstream-latency' in response.headers;
      resolve({ status: response.statusCode ?? 0, body: parsed, proxied, said: messageOf(parsed) });
    }, failed);
  });
  sent.on('error', failed);
  sent.end(body);
  return promise;
}

/** Posts JSON. */
export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers };
  return request(url, { method: 'POST', headers: all, body: JSON.stringify(body) });
}

/** Posts a form. */
export function postForm(url: string, form: Record<string, string>): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return request(url, { method: 'POST', headers, body: String(new URLSearchParams(form)) });
}

function parseObject(content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Kong says `{"message":…}`, and of an expired token `{"exp":"token expired"}`. */
function messageOf({ message, exp }: Record<string, unknown>): string {
  return [message, exp].find((part) => typeof part === 'string') ?? '';
}
