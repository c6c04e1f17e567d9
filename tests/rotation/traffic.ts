import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { tokenIn, type Client } from '../../commands/verify/access.ts';

/** What became of the requests so far. */
export interface Counts {
  /** Tokens that FusionAuth issued. */
  issued: number;
  /** Requests with the newest token. */
  fresh: number;
  /** Requests with the oldest token that had not expired. */
  old: number;
  /** Requests with a token of another key than the newest one's. */
  ofAnotherKey: number;
  /** Distinct `kid`s of the tokens sent. */
  kids: number;
  unauthorized: number;
  forbidden: number;
  /** Every other answer than 200. */
  otherwise: number;
}

interface Token {
  text: string;
  kid: string;
  expiresAt: number;
}

/** A request in flight with a token that expires meanwhile would be refused for good reason. */
const MARGIN_MS = 1500;
const ISSUE_EVERY_MS = 250;
const PAUSE_MS = 10;
const SETTLING_MS = 30_000;

/** A client that gets tokens and calls an API without pause, with new tokens and with old ones. */
export class Traffic {
  readonly counts: Counts = {
    issued: 0,
    fresh: 0,
    old: 0,
    ofAnotherKey: 0,
    kids: 0,
    unauthorized: 0,
    forbidden: 0,
    otherwise: 0,
  };
  /** The first answers that were not 200, for a failing test's message. */
  readonly refusals: string[] = [];
  readonly #client: Client;
  readonly #apiUrl: string;
  readonly #stopping = new AbortController();
  readonly #kids = new Set<string>();
  #tokens: Token[] = [];
  #loops: Promise<unknown> = Promise.resolve();

  private constructor(client: Client, apiUrl: string) {
    this.#client = client;
    this.#apiUrl = apiUrl;
  }

  get name(): string {
    return this.#client.name;
  }

  /** Starts when the API lets the first token in: Kong's workers may still have to learn of it all. */
  static async start(client: Client, apiUrl: string): Promise<Traffic> {
    const traffic = new Traffic(client, apiUrl);
    const deadline = Date.now() + SETTLING_MS;
    for (;;) {
      await traffic.#issue();
      const [first] = traffic.#tokens;
      const status = first ? (await traffic.#send(first)).status : 0;
      if (status === 200) break;
      if (Date.now() > deadline) throw new Error(`${apiUrl} answers ${status} to ${client.name}`);
      await delay(ISSUE_EVERY_MS);
    }
    traffic.#loops = Promise.all([
      traffic.#repeat(ISSUE_EVERY_MS, () => traffic.#issue()),
      traffic.#repeat(PAUSE_MS, () => traffic.#call(traffic.#tokens.at(-1)!, 'fresh')),
      traffic.#repeat(PAUSE_MS, () => traffic.#call(traffic.#tokens[0]!, 'old')),
    ]);
    return traffic;
  }

  /** Ends after the requests under way. */
  async stop(): Promise<Counts> {
    this.#stopping.abort();
    await this.#loops;
    return this.counts;
  }

  async #repeat(everyMs: number, act: () => Promise<void>): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await act();
      await delay(everyMs);
    }
  }

  async #issue(): Promise<void> {
    const answer = await this.#client.ask();
    const text = tokenIn(answer);
    if (text === undefined) return this.#note(answer.status, 'asking for a token');
    this.counts.issued += 1;
    const now = Date.now();
    this.#tokens = this.#tokens.filter(({ expiresAt }) => expiresAt > now + MARGIN_MS);
    this.#tokens.push({
      text,
      kid: decodeProtectedHeader(text).kid ?? '',
      expiresAt: decodeJwt(text).exp! * 1000,
    });
  }

  async #call(token: Token, kind: 'fresh' | 'old'): Promise<void> {
    if (token.expiresAt <= Date.now() + MARGIN_MS) return;
    const newest = this.#tokens.at(-1)!;
    const { status, body } = await this.#send(token);
    this.counts[kind] += 1;
    if (token.kid !== newest.kid) this.counts.ofAnotherKey += 1;
    this.#kids.add(token.kid);
    this.counts.kids = this.#kids.size;
    if (status !== 200) this.#note(status, `${kind} token ${token.kid}: ${body}`);
  }

  async #send({ text }: Token): Promise<{ status: number; body: string }> {
    const headers = { authorization: `Bearer ${text}` };
    const response = await fetch(this.#apiUrl, { headers });
    return { status: response.status, body: await response.text() };
  }

  #note(status: number, what: string): void {
    if (status === 401) this.counts.unauthorized += 1;
    else if (status === 403) this.counts.forbidden += 1;
    else this.counts.otherwise += 1;
    if (this.refusals.length < 10) {
      this.refusals.push(`${new Date().toISOString()} ${status} ${this.#client.name}, ${what}`);
    }
  }
}
