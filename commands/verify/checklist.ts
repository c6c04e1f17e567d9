import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './http.ts';

/** One request, and what came back. */
export interface Check {
  name: string;
  expected: number;
  /** 0 if there was no answer. */
  status: number;
  /** What the server said, or why the check could not be made. */
  said: string;
  passed: boolean;
}

/** Kong's nodes take up to 5 s to apply a change (`db_update_frequency`); the checks allow twice that. */
const SETTLING_MS = 10_000;
const POLL_MS = 200;

/** Checks that are made one after the other while a gateway may still be settling. */
export class Checklist {
  readonly checks: Check[] = [];
  readonly #deadline = Date.now() + SETTLING_MS;

  /** Asks until the answer has the expected status or the time is over. Never throws. */
  async check(name: string, expected: number, ask: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const answer = await ask().catch(noAnswer);
      const { status, said } = answer;
      const passed = status === expected;
      if (passed || Date.now() >= this.#deadline) {
        this.checks.push({ name, expected, status, said, passed });
        return answer;
      }
      await delay(POLL_MS);
    }
  }
}

function noAnswer(error: unknown): Answer {
  const said = error instanceof Error ? error.message : String(error);
  return { status: 0, body: {}, proxied: false, said };
}
