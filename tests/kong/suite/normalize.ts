import type { Answer, Target } from './case.ts';
import type { RawAnswer } from './send.ts';

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Headers that say nothing about the gateway's decisions, or differ at every run. */
const ignored = new Set([
  'date',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
]);

/** Replaces what differs from run to run, the same way throughout one case. */
export class Normalizer {
  readonly #known: string;
  readonly #target: Target;
  readonly #names = new Map<string, string>();

  /** `known`: the text of the case itself, whose own ids and keys stay. */
  constructor(known: string, target: Target) {
    this.#known = known;
    this.#target = target;
  }

  answer(raw: RawAnswer): Answer {
    const headers: Record<string, string> = {};
    for (const name of Object.keys(raw.headers).sort()) {
      if (!ignored.has(name)) headers[name] = this.#header(name, raw.headers[name] ?? '');
    }
    return { status: raw.status, headers, body: this.#body(raw.text) };
  }

  #header(name: string, value: string): string {
    if (name.endsWith('-latency')) return '<ms>';
    if (/^(x-)?ratelimit-.*reset|^retry-after/.test(name)) return '<seconds>';
    return this.#text(value);
  }

  #body(text: string): unknown {
    if (text === '') return null;
    try {
      return this.#value(JSON.parse(text), '');
    } catch {
      return this.#text(text);
    }
  }

  #value(value: unknown, key: string): unknown {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'number') return this.#number(value, key);
    if (Array.isArray(value)) return value.map((item) => this.#value(item, key));
    if (typeof value !== 'object' || value === null) return value;
    const table = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(table)
        .sort()
        .map((name) => [name, this.#value(table[name], name)]),
    );
  }

  #number(value: number, key: string): unknown {
    if (/_at$/.test(key)) {
      // Times stay times: seconds are whole, milliseconds a fraction.
      return Math.abs(value - Date.now() / 1000) < 600 ? '<now>' : value;
    }
    return value === Number(this.#target.upstream.port) ? '<upstream port>' : value;
  }

  #text(text: string): string {
    const { upstream, proxy } = this.#target;
    return text
      .replace(uuids, (id) => (this.#known.includes(id) ? id : this.#name('id', id)))
      .replace(/\b[0-9a-f]{32}\b/g, (id) => (this.#known.includes(id) ? id : '<request id>'))
      .replace(/\b[A-Za-z0-9]{32}\b/g, (key) => (this.#known.includes(key) ? key : '<random>'))
      .replace(/\beyJ[\w-]+\.[\w-]*\.[\w-]*/g, '<token>')
      .replaceAll(`:${upstream.port}`, ':<upstream port>')
      .replaceAll(`:${proxy.port}`, ':<proxy port>')
      .replace(new RegExp(`^${proxy.port}$`), '<proxy port>');
  }

  #name(kind: string, id: string): string {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const name = `<${kind} ${this.#names.size + 1}>`;
    this.#names.set(id, name);
    return name;
  }
}
