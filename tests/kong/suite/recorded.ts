import { readFileSync, writeFileSync } from 'node:fs';
import type { Exchange } from './case.ts';
import type { Sent, Verdict } from './fuzz.ts';

/** Real answers, with the requests that they answer. */
export interface Recording {
  /** How to record them again. */
  command: string;
  kong: string;
  cases: Record<string, Exchange[]>;
}

function fileOf(name: string): URL {
  return new URL(`../recorded/${name}.json`, import.meta.url);
}

export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recording;
}

export function writeRecording(name: string, cases: Recording['cases']): void {
  const head = JSON.stringify({ command: 'npm run parity -- kong record', kong: '3.9.1' });
  // One exchange a line: differences between two recordings stay readable.
  const bodies = Object.entries(cases).map(([one, exchanges]) => {
    const lines = exchanges.map((exchange) => `  ${JSON.stringify(exchange)}`);
    return `${JSON.stringify(one)}: [\n${lines.join(',\n')}\n]`;
  });
  writeFileSync(fileOf(name), `${head.slice(0, -1)},"cases":{\n${bodies.join(',\n')}\n}}\n`);
}

/** Requests with tokens, and what the real gateway decided. */
export interface Verdicts {
  command: string;
  kong: string;
  verdicts: { sent: Sent; verdict: Verdict }[];
}

export function readVerdicts(): Verdicts {
  return JSON.parse(readFileSync(fileOf('fuzzed-tokens'), 'utf8')) as Verdicts;
}

export function writeVerdicts(verdicts: Verdicts['verdicts']): void {
  const head = JSON.stringify({ command: 'npm run parity -- kong record', kong: '3.9.1' });
  const lines = verdicts.map((one) => `  ${JSON.stringify(one)}`);
  const text = `${head.slice(0, -1)},"verdicts":[\n${lines.join(',\n')}\n]}\n`;
  writeFileSync(fileOf('fuzzed-tokens'), text);
}
