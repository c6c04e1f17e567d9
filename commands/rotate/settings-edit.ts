import { isMap, isSeq, parseDocument } from 'yaml';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { NAMESPACE } from '../../settings/read.ts';
import type { KeySettings } from '../../settings/settings.ts';
import { writtenBack } from '../shared/yaml-text.ts';
import type { Client } from './facts.ts';
import type { Action } from './plan.ts';
import { nameOf } from './words.ts';

/** The key that a stack has when its settings name none; the default of settings/settings.ts. */
const DEFAULT_KEYS = [{ name: 'main', state: 'signing' }];

export interface Edit {
  action: Exclude<Action, 'deploy'>;
  client: Client;
  key: string;
  /** What a key that is added has otherwise than the one that signs. */
  wanted?: Partial<Pick<KeySettings, 'source' | 'bits' | 'algorithm'>>;
}

/**
 * Makes a step in the text of Pulumi.STACK.yaml; comments and layout stay.
 *
 * @param text the stack's file; empty if there is none.
 * @param project the text of Pulumi.yaml, whose default is written into the stack's file if that has
 *   no such list of its own.
 * @throws Error if the file does not hold the client or the key where they are looked for.
 */
export function editSettings(text: string, project: string, edit: Edit): string {
  const stack = parseDocument(text);
  if (stack.errors.length > 0) throw stack.errors[0]!;
  return edited(text, stack, clientOf(stack, project, edit.client), edit);
}

/** Makes a step in the text of a file that holds nothing but this client. */
export function editIncluded(text: string, edit: Edit): string {
  const file = parseDocument(text);
  if (!isMap(file.contents)) throw new Error(`The file of ${nameOf(edit.client)} is no map.`);
  return edited(text, file, file.contents, edit);
}

function edited(text: string, stack: Document, client: YAMLMap, edit: Edit): string {
  const keys = keysOf(client, stack);
  const entry = (name: string) => {
    const found = keys.items.find((item) => isMap(item) && item.get('name') === name);
    if (!isMap(found))
      throw new Error(`The stack's file has no key ${name} of ${nameOf(edit.client)}.`);
    return found;
  };
  switch (edit.action) {
    case 'add':
      addKey(stack, keys, edit);
      break;
    case 'promote':
      signingOf(keys).set('state', 'verifying');
      entry(edit.key).set('state', 'signing');
      break;
    case 'retire':
      entry(edit.key).set('state', 'retired');
      break;
    case 'remove':
      keys.items.splice(keys.items.indexOf(entry(edit.key)), 1);
      break;
  }
  return writtenBack(text, stack);
}

/** The new key is like the one that signs, but for its name, its state and what is asked for. */
function addKey(stack: Document, keys: YAMLSeq, { key, wanted }: Edit): void {
  const added = signingOf(keys).toJSON() as Record<string, unknown>;
  const own = { name: key, state: 'verifying', ...wanted };
  const entry = stack.createNode({ ...added, ...own });
  const like = keys.items.at(-1);
  if (isMap(entry) && isMap(like) && like.flow) entry.flow = true;
  keys.add(entry);
}

function signingOf(keys: YAMLSeq): YAMLMap {
  const found = keys.items.find(
    (item) => isMap(item) && (item.get('state') ?? 'signing') === 'signing',
  );
  if (!isMap(found)) throw new Error('No key is in state signing.');
  return found;
}

function clientOf(stack: Document, project: string, client: Client): YAMLMap {
  const list = `${client.kind}s`;
  const path = ['config', `${NAMESPACE}:${list}`];
  if (!stack.hasIn(path)) {
    const fallback = parseDocument(project).getIn(['config', list, 'default']);
    if (!isSeq(fallback)) throw new Error(`Neither the stack nor Pulumi.yaml has ${list}.`);
    stack.setIn(path, fallback.clone());
  }
  const clients = stack.getIn(path);
  if (!isSeq(clients)) throw new Error(`${path[1]} in the stack's file is not a list.`);
  const found = clients.items.find((item) => isMap(item) && item.get('name') === client.name);
  if (!isMap(found)) throw new Error(`The stack's file has no ${nameOf(client)}.`);
  return found;
}

function keysOf(client: YAMLMap, stack: Document): YAMLSeq {
  if (!client.has('keys')) client.set('keys', stack.createNode(DEFAULT_KEYS));
  const keys = client.get('keys');
  if (!isSeq(keys)) throw new Error("The keys in the stack's file are not a list.");
  return keys;
}
