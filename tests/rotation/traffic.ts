import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt, decodeProtectedHeader } from 'jose';

/** What the traffic needs to know of a stack: outputs, by the names of index.ts. */
export interface Entrance {
  loginUrl: string;
  loginApiKey: string;
  loginId: string;
  password: string;
  applicationId: string;
  apiUrl: string;
}

/** What became of the requests so far. */
export interface Counts {
  logins: number;
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
const LOGIN_EVERY_MS = 250;
const PAUSE_MS = 10;
const SETTLING_MS = 30_000;

/** Users who log in and call the API without pause, with new tokens and with old ones. */
export class Traffic {
  readonly counts: Counts = {
    logins: 0,
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
  readonly #entrance: Entrance;
  readonly #stopping = new AbortController();
  readonly #kids = new Set<string>();
  #tokens: Token[] = [];
  #loops: Promise<unknown> = Promise.resolve();

  private constructor(entrance: Entrance) {
    this.#entrance = entrance;
  }

  /** Starts when the API lets the first token in: Kong's workers may still have to learn of it all. */
  static async start(entrance: Entrance): Promise<Traffic> {
    const traffic = new Traffic(entrance);
    const deadline = Date.now() + SETTLING_MS;
    for (;;) {
      await traffic.#logIn();
      const [first] = traffic.#tokens;
      const status = first ? (await traffic.#send(first)).status : 0;
      if (status === 200) break;
      if (Date.now() > deadline) throw new Error(`${entrance.apiUrl} answers ${status}`);
      await delay(LOGIN_EVERY_MS);
    }
    traffic.#loops = Promise.all([
      traffic.#repeat(LOGIN_EVERY_MS, () => traffic.#logIn()),
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

  async #logIn(): Promise<void> {
    const { loginUrl, loginApiKey, loginId, password, applicationId } = this.#entrance;
    const response = await fetch(loginUrl, {
      method: 'POST',
      headers: { authorization: loginApiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ loginId, password, applicationId }),
    });
    const { token } = (await response.json()) as { token?: string };
    if (token === undefined) return this.#note(response.status, 'login');
    this.counts.logins += 1;
    const now = Date.now();
    this.#tokens = this.#tokens.filter(({ expiresAt }) => expiresAt > now + MARGIN_MS);
    this.#tokens.push({
      text: token,
      kid: decodeProtectedHeader(token).kid ?? '',
      expiresAt: decodeJwt(token).exp! * 1000,
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
    const response = await fetch(this.#entrance.apiUrl, { headers });
    return { status: response.status, body: await response.text() };
  }

  #note(status: number, what: string): void {
    if (status === 401) this.counts.unauthorized += 1;
    else if (status === 403) this.counts.forbidden += 1;
    else this.counts.otherwise += 1;
    if (this.refusals.length < 10) {
      this.refusals.push(`${new Date().toISOString()} ${status} ${what}`);
    }
  }
}
