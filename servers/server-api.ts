import { NoAnswer, type Reply } from './exchange.ts';
import { TRIES, exchangePatiently, isBusy } from './patience.ts';

/** A JSON object as a server sends it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How a server is reached. */
export interface ServerOptions {
  /** With or without a slash at the end. */
  url: string;
  /** Sent with each request; never in a message. */
  headers: Record<string, string>;
  /** Takes any certificate. */
  tlsSkipVerify?: boolean;
  /** Aborts requests and waits. */
  signal?: AbortSignal;
  /** How long an answer may take; 30 s if left out. */
  timeoutMs?: number;
  /** The first wait between two tries, 200 ms if left out; each further one is twice as long. */
  backOffMs?: number;
}

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** The server refused, or what answered is not that server. The message names server, request and answer. */
export class WrongAnswer extends Error {
  readonly status: number;
  readonly body: string;

  constructor(message: string, { status, text }: Reply) {
    super(message);
    this.status = status;
    this.body = text;
  }
}

const TIMEOUT_MS = 30_000;

/**
 * The JSON API of one server: repeats what can be repeated, takes no answer but the server's own, and says what to
 * mend when it gives up. A redirect is no answer.
 */
export abstract class ServerApi {
  readonly url: string;
  readonly #name: string;
  readonly #hint: string;
  readonly #options: ServerOptions;

  /**
   * @param hint what to check where the server does not answer: its setting.
   * @throws Error if the URL is none of http or https.
   */
  constructor(name: string, hint: string, options: ServerOptions) {
    if (!/^https?:$/.test(URL.parse(options.url)?.protocol ?? ''))
      throw new Error(`${JSON.stringify(options.url)} is no http or https URL. ${hint}`);
    this.url = options.url.replace(/\/+$/, '');
    this.#name = name;
    this.#hint = hint;
    this.#options = options;
  }

  /** Whether an answer of 404 says, in this server's own shape, that there is no such object. */
  protected abstract saysNotFound(text: string): boolean;

  /**
   * Sends a request and returns the answer's JSON object: an empty one where a change is answered by nothing,
   * undefined where the server itself says that there is nothing to get or delete.
   *
   * @throws WrongAnswer at any other status than 2xx, and at any body that is no JSON object; Error without an answer.
   */
  async send(method: Method, path: string, sent: Sent = {}): Promise<JsonObject | undefined> {
    const reply = await this.#exchange(method, path, sent);
    const { status, text } = reply;
    const shown = { ...reply, text: this.#withoutSecrets(text, sent) };
    const notFound = status === 404 && this.saysNotFound(text);
    if (notFound && (method === 'GET' || method === 'DELETE')) return undefined;
    const isRefusal = status >= 400 && (status !== 404 || notFound) && !/^\s*</.test(text);
    if (isRefusal) throw this.#refused(method, path, shown);
    if (status < 200 || status >= 300) throw this.notItsAnswer(method, path, shown);
    if (text === '' && method !== 'GET') return {};
    return parseObject(text) ?? this.#throw(this.notItsAnswer(method, path, shown));
  }

  /**
   * The object at that path, or undefined where the server itself says that there is none.
   *
   * @param fits whether it is what the server has at such a path.
   */
  protected async fetch(
    path: string,
    sent: Sent,
    fits: (answer: JsonObject) => boolean,
  ): Promise<JsonObject | undefined> {
    const answer = await this.send('GET', path, sent);
    if (!answer || fits(answer)) return answer;
    const reply = { status: 200, headers: {}, text: JSON.stringify(answer) };
    throw this.notItsAnswer('GET', path, reply);
  }

  async #exchange(method: Method, path: string, { body, headers }: Sent): Promise<Reply> {
    const { tlsSkipVerify = false, signal, timeoutMs = TIMEOUT_MS, backOffMs } = this.#options;
    const options = {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...this.#options.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      ...{ tlsSkipVerify, timeoutMs },
    };
    try {
      return await exchangePatiently(this.url + path, options, {
        ...(backOffMs !== undefined && { backOffMs }),
      });
    } catch (error) {
      throw error instanceof NoAnswer ? this.#silent(method, path, error) : error;
    }
  }

  #silent(method: Method, path: string, cause: NoAnswer): Error {
    const remedy = cause.fix ? `To mend it, ${cause.fix}.` : 'Is it running at that address?';
    return new Error(
      `${this.#request(method, path)}: ${this.#name} does not answer (${cause.message}). ${remedy} ${this.#hint}`,
      { cause },
    );
  }

  #refused(method: Method, path: string, reply: Reply): WrongAnswer {
    const said = reply.text.length > 0 && reply.text.length < 2000 ? `: ${reply.text}` : '';
    const what = `${this.#name} answers ${reply.status} to ${this.#request(method, path)}`;
    const busy = `, the last of ${TRIES} times. It is busy or starting: run this again later`;
    return new WrongAnswer(`${what}${isBusy(reply.status) ? busy : ''}${said}`, reply);
  }

  /** What answers at the server's address is something else. */
  protected notItsAnswer(method: Method, path: string, reply: Reply): WrongAnswer {
    const { status, headers, text } = reply;
    const body = text === '' ? 'nothing' : JSON.stringify(text.slice(0, 60));
    const came = headers.location ? `a redirect to ${headers.location}` : body;
    return new WrongAnswer(
      `${this.#request(method, path)}: this is not ${this.#name}'s answer, but status ${status} with ${came}. ` +
        `Does something else answer there, or a proxy before it? ${this.#hint}`,
      reply,
    );
  }

  /** What came back, without what was sent in confidence: a proxy that explains itself may repeat it. */
  #withoutSecrets(text: string, { body, headers }: Sent): string {
    const credentials = Object.values({ ...this.#options.headers, ...headers });
    return [
      ...credentials.map((value) => value.replace(/^(Basic|Bearer) /, '')),
      ...secretsIn(body),
    ]
      .flatMap((secret) => [escaped(escaped(secret)), escaped(secret), secret])
      .filter((secret) => secret.length > 3)
      .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  }

  /** Without the query, which may name people. */
  #request(method: Method, path: string): string {
    return `${method} ${this.url}${path.split('?')[0]}`;
  }

  #throw(error: Error): never {
    throw error;
  }
}

/** As JSON has a text, without the quotes. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** The texts in a body that are secret by their names, in FusionAuth's words or Kong's. */
function secretsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string')
    return /password|secret|private|apiKey\.key$/i.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => secretsIn(part, `${name}.${key}`));
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
