import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './life-cycle.ts';

/** What the official provider answered, by life. Equal entries are written once. */
interface Recording {
  entries: Entry[];
  lives: Record<string, number[]>;
}

const fileOf = (name: string): string =>
  join(import.meta.dirname, '..', 'recorded', `${name}.json`);

/** The recorded lives of a package. */
export function recorded(name: string): Map<string, Entry[]> {
  const { entries, lives } = JSON.parse(readFileSync(fileOf(name), 'utf8')) as Recording;
  return new Map(
    Object.entries(lives).map(([life, indexes]) => [
      life,
      indexes.map((index) => entries[index] ?? { step: 'lost', answer: null }),
    ]),
  );
}

/** Keeps lives for `recorded`, one entry a line. */
export function record(name: string, lives: Map<string, Entry[]>): void {
  const indexes = new Map<string, number>();
  const index = (entry: Entry): number => {
    const text = JSON.stringify(entry);
    const found = indexes.get(text) ?? indexes.size;
    indexes.set(text, found);
    return found;
  };
  const lines = [...lives].map(
    ([life, entries]) => `${JSON.stringify(life)}: ${JSON.stringify(entries.map(index))}`,
  );
  writeFileSync(
    fileOf(name),
    `{"entries": [\n${[...indexes.keys()].join(',\n')}\n],\n"lives": {\n${lines.join(',\n')}\n}}\n`,
  );
}
