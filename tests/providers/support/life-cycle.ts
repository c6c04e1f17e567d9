import type { Bag, PluginClient } from './provider-client.ts';
import type { RecordingProxy } from './recording-proxy.ts';

/** The life of one resource, as the engine would lead it. */
export interface LifeCycle {
  name: string;
  type: string;
  inputs: Bag;
  /** What the program says next, each with what changes by hand before it. */
  edits?: { inputs: Bag; byHand?: Bag }[];
}

/** One step and what came of it, comparable between plugins. */
export interface Entry {
  step: string;
  answer: unknown;
}

/** The server's collection of a type, for changes by hand. */
type PathOf = (type: string, id: string) => string;

/** Leads the life and writes down every answer and every request sent. */
export async function lead(
  life: LifeCycle,
  plugin: PluginClient,
  proxy: RecordingProxy,
  pathOf: PathOf,
): Promise<Entry[]> {
  const { type } = life;
  const entries: Entry[] = [];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const answer = await work();
      entries.push({ step: name, answer });
      return answer;
    } catch (error) {
      entries.push({ step: name, answer: { error: essence(error) } });
      return undefined;
    } finally {
      const sent = proxy.take();
      if (sent.length > 0) entries.push({ step: `${name}: sent`, answer: sent });
    }
  };
  const name = 'x';
  const checked = await step('check', () => plugin.check(type, name, life.inputs));
  if (!checked || checked.failures.length > 0) return entries;
  let inputs = checked.inputs;
  await step('preview', () => plugin.create(type, name, inputs, true));
  const made = await step('create', () => plugin.create(type, name, inputs));
  if (!made) return entries;
  const { id } = made;
  let { state } = made;
  try {
    await step('diff', () => plugin.diff(type, name, id, state, inputs, inputs));
    await step('refresh', () => plugin.read(type, name, id, state, inputs));
    await step('import', () => plugin.read(type, name, id));
    for (const [index, edit] of (life.edits ?? []).entries()) {
      const label = `edit ${index + 1}`;
      if (edit.byHand) {
        await change(proxy, pathOf(type, id), edit.byHand);
        const read = await step(`${label}: refresh`, () =>
          plugin.read(type, name, id, state, inputs),
        );
        if (read) ({ state, inputs } = read);
      }
      const next = await step(`${label}: check`, () =>
        plugin.check(type, name, edit.inputs, inputs),
      );
      if (!next || next.failures.length > 0) continue;
      const diff = await step(`${label}: diff`, () =>
        plugin.diff(type, name, id, state, next.inputs, inputs),
      );
      if (diff?.changes !== 'some' || diff.replaces.length > 0) continue;
      await step(`${label}: preview`, () =>
        plugin.update(type, name, id, state, next.inputs, inputs, true),
      );
      const after = await step(`${label}: update`, () =>
        plugin.update(type, name, id, state, next.inputs, inputs),
      );
      if (!after) continue;
      [state, inputs] = [after, next.inputs];
      await step(`${label}: diff after`, () => plugin.diff(type, name, id, state, inputs, inputs));
    }
  } finally {
    await step('delete', () => plugin.delete(type, name, id, state, inputs));
  }
  await step('read what is gone', () => plugin.read(type, name, id, state, inputs));
  // Something gone already is no error here; the official provider fails for some resources.
  await step('delete again', () => plugin.delete(type, name, id, state, inputs));
  return entries;
}

async function change(proxy: RecordingProxy, path: string, body: Bag): Promise<void> {
  const answer = await fetch(proxy.url + path, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`change by hand: ${answer.status} ${await answer.text()}`);
  proxy.take();
}

/** What the server said, without what each plugin says around it. */
function essence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /HTTP status \d+ \(message: .*\)/.exec(message)?.[0] ?? message;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Takes out what differs from run to run, and what only one bridge keeps for itself. */
export function comparable(entries: Entry[]): Entry[] {
  const ids = new Map<string, string>();
  const text = JSON.stringify(entries, (_key, value: unknown) => sorted(value))
    .replaceAll(UNKNOWN, 'UNKNOWN')
    .replace(UUID, (id) => {
      if (!ids.has(id)) ids.set(id, `id-${ids.size + 1}`);
      return ids.get(id) ?? id;
    })
    .replace(/"x-[0-9a-f]{7}"/g, '"x-RANDOM"')
    .replace(/"[0-9A-Za-z]{32}"/g, '"GENERATED"');
  return JSON.parse(text) as Entry[];
}

const BRIDGE_ONLY = new Set(['__pulumi_raw_state_delta', '__meta']);
/** Sets, whose order means nothing. */
const SETS = new Set(['headers', 'sources', 'destinations']);

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !BRIDGE_ONLY.has(key))
    .map(
      ([key, item]) => [key, SETS.has(key) && Array.isArray(item) ? inOrder(item) : item] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** One bridge writes empty values into what it sets, the other leaves them out. */
function withoutEmpty(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== '' && value !== 0 && value !== null),
  );
}

const inOrder = (items: unknown[]): unknown[] =>
  items
    .map((item) => withoutEmpty(sorted(item)))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
