import { readFileSync, writeFileSync } from 'node:fs';

/** What the stand-in commands know and have been asked. */
export interface FakeState {
  npm: string[];
  comments: { id: number; user: { login: string }; body: string }[];
  issues: { number: number; title: string; label: string; body: string; open: boolean }[];
  labels: string[];
  /** Deployments that are running. */
  runs: { databaseId: number }[];
}

export function readState(file: string): FakeState {
  const empty: FakeState = { npm: [], comments: [], issues: [], labels: [], runs: [] };
  return { ...empty, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<FakeState>) };
}

export function writeState(file: string, state: FakeState): void {
  writeFileSync(file, JSON.stringify(state));
}
