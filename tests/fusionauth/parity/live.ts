import type { Recorder, Sent } from '../recorder.ts';
import type { Bag, PluginClient } from '../../providers/support/provider-client.ts';
import type { Life } from './lives.ts';

/** One call of the engine: what the plugin answered, and what it sent to FusionAuth meanwhile. */
export interface Step {
  step: string;
  answer: unknown;
  sent: Sent[];
}

/** The type token of a resource, from its short name. */
export const token = (type: string): string =>
  `fusionauth:index/${type}:${type.charAt(0).toUpperCase()}${type.slice(1)}`;

/** Leads a resource through its life as the engine would, and tells every step. */
export async function live(life: Life, plugin: PluginClient, recorder: Recorder): Promise<Step[]> {
  const steps: Step[] = [];
  const type = token(life.type);
  const name = life.type;
  async function call<T>(step: string, work: () => Promise<T>): Promise<T | undefined> {
    recorder.sent.length = 0;
    try {
      const answer = await work();
      steps.push({ step, answer, sent: [...recorder.sent] });
      return answer;
    } catch {
      // The official provider tells what went wrong in its log, not in the error.
      steps.push({ step, answer: 'failed', sent: [...recorder.sent] });
      return undefined;
    }
  }
  const checked = await call('check', () => plugin.check(type, name, life.inputs));
  if (!checked || checked.failures.length > 0) return steps;
  let inputs = checked.inputs;
  await call('preview', () => plugin.create(type, name, inputs, true));
  const made = await call('create', () => plugin.create(type, name, inputs));
  if (!made) return steps;
  let state = made.state;
  const { id } = made;
  await call('diff', () => plugin.diff(type, name, id, state, inputs, inputs));
  await call('read', () => plugin.read(type, name, id, state, inputs));
  if (life.type !== 'entityGrant') {
    const { importAs = id } = life;
    const named = typeof importAs === 'string' ? importAs : importAs(id);
    await call('import', () => plugin.read(type, name, named));
  }

  /** Checks the inputs and plans what they would change; undefined if that is no update. */
  async function plan(label: string, wanted: Bag): Promise<Bag | undefined> {
    const next = await call(`${label}: check`, () => plugin.check(type, name, wanted, inputs));
    if (!next || next.failures.length > 0) return undefined;
    const news = next.inputs;
    const diff = await call(`${label}: diff`, () =>
      plugin.diff(type, name, id, state, news, inputs),
    );
    if (!diff || diff.replaces.length > 0 || diff.changes === 'none') return undefined;
    const preview = () => plugin.update(type, name, id, state, news, inputs, true);
    await call(`${label}: preview`, preview);
    return news;
  }

  async function edit(label: string, wanted: Bag): Promise<void> {
    const news = await plan(label, wanted);
    if (!news) return;
    const update = () => plugin.update(type, name, id, state, news, inputs);
    const updated = await call(`${label}: update`, update);
    if (!updated) return;
    state = updated;
    inputs = news;
    await call(`${label}: diff again`, () => plugin.diff(type, name, id, state, inputs, inputs));
    await call(`${label}: read`, () => plugin.read(type, name, id, state, inputs));
  }
  for (const [label, wanted] of Object.entries(life.plans ?? {})) await plan(label, wanted);
  for (const [label, wanted] of Object.entries(life.edits ?? {})) await edit(label, wanted);
  if (!life.stays) await call('delete', () => plugin.delete(type, name, id, state, inputs));
  return steps;
}
