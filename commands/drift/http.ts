import { exchange, type NoAnswer, type Reply } from '../../servers/exchange.ts';
import type { Server } from './finding.ts';

/** A JSON object as a server sends it. */
export type Entity = Readonly<Record<string, unknown>>;

const TIMEOUT_MS = 30_000;

/** Kong's Admin API or FusionAuth's API. */
export class ServerClient {
  readonly #name: Server;
  readonly #base: string;
  readonly #headers: Record<string, string>;
  readonly #tlsSkipVerify: boolean;

  constructor(
    name: Server,
    base: string,
    headers: Record<string, string>,
    { tlsSkipVerify = false } = {},
  ) {
    this.#name = name;
    this.#base = base;
    this.#headers = headers;
    this.#tlsSkipVerify = tlsSkipVerify;
  }

  /** The object at that path; undefined if there is none. @throws Error at any other answer. */
  async get(path: string): Promise<Entity | undefined> {
    const { status, text } = await this.#ask('GET', path);
    if (status === 404) return undefined;
    if (status !== 200) throw this.#refused('GET', path, status, text);
    return JSON.parse(text) as Entity;
  }

  /** Every entity of one of Kong's lists; none if Kong does not serve that list. */
  async list(path: string): Promise<Entity[]> {
    const entities: Entity[] = [];
    let next: string | null = `${path}?size=1000`;
    while (next) {
      const page: Entity | undefined = await this.get(next);
      entities.push(...((page?.['data'] ?? []) as Entity[]));
      next = (page?.['next'] ?? null) as string | null;
    }
    return entities;
  }

  /** Changes or removes an object; that it is gone already is as good as removed. */
  async send(method: 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
    const { status, text } = await this.#ask(method, path, body);
    if (method === 'DELETE' && status === 404) return;
    if (status >= 300) throw this.#refused(method, path, status, text);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Reply> {
    const headers = { ...this.#headers, ...(body !== undefined && this.#bodyType(method)) };
    const options = { method, headers, tlsSkipVerify: this.#tlsSkipVerify, timeoutMs: TIMEOUT_MS };
    const sent = body === undefined ? options : { ...options, body: JSON.stringify(body) };
    return exchange(this.#base + path, sent).catch((cause: NoAnswer) => {
      const fix = cause.fix === undefined ? '' : ` To mend it, ${cause.fix}.`;
      const where = `${this.#name} does not answer at ${this.#base}`;
      throw new Error(`${where} (${cause.message}).${fix}`, { cause });
    });
  }

  /** Only a merge patch replaces a list in FusionAuth; plain JSON is added to it. Kong knows no other. */
  #bodyType(method: string): Record<string, string> {
    const merge = this.#name === 'FusionAuth' && method === 'PATCH';
    return { 'content-type': merge ? 'application/merge-patch+json' : 'application/json' };
  }

  #refused(method: string, path: string, status: number, text: string): Error {
    const said = text.length > 0 && text.length < 500 ? `: ${text}` : '';
    const [bare] = path.split('?');
    return new Error(`${this.#name} answers ${status} to ${method} ${this.#base}${bare}${said}`);
  }
}
