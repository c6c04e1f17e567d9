import { readFileSync, writeFileSync } from 'node:fs';
import type { Exchange } from './case.ts';

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
  const recording: Recording = { command: 'npm run parity -- record', kong: '3.9.1', cases };
  writeFileSync(fileOf(name), `${JSON.stringify(recording, null, 1)}\n`);
}
