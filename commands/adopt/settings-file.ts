import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { projectDefaults, readIncluded } from '../../settings/include.ts';
import { NAMESPACE } from '../../settings/read.ts';
import { writtenBack } from '../shared/yaml-text.ts';
import type { FoundSettings } from './found.ts';

/** The files in which a stack's settings are. */
export interface SettingsPlace {
  /** Pulumi.STACK.yaml, which need not be there. */
  stackFile: string;
  /** The project's folder, in which `include` names files. */
  directory: string;
  /** Whether the stack has been deployed: then the project's defaults are its own where its file says nothing. */
  isDeployed: boolean;
}

type List = 'applications' | 'machines' | 'apis';

/** A file that is edited. */
interface Opened {
  text: string;
  document: Document;
}

/**
 * Adds what was found to a stack's settings. Nothing that is there is changed, dropped or moved, and comments stay: an
 * object that the settings have gets the users and grants that are new, in the file where it lies; another one goes to
 * the end of its list in the stack's file.
 *
 * @returns the text of each file that changes, by its path.
 */
export function mergeSettings(place: SettingsPlace, settings: FoundSettings): Map<string, string> {
  const files = new SettingsFiles(place);
  const { applications, machines = [], apis, ...scalars } = settings;
  const before = files.entries('applications').map(({ name }) => name);
  for (const [name, value] of Object.entries(scalars)) files.setIfAbsent(name, value);
  for (const one of applications) files.add('applications', one, ['users', 'email']);
  for (const one of machines) files.add('machines', one, ['grants', 'api']);
  const isWider = applications.some(({ name }) => !before.includes(name));
  // An API without a word on it lets in all applications: those of today, and not the new ones.
  if (before.length > 0 && isWider) files.allowOnly(before);
  for (const one of apis) files.add('apis', one);
  return files.changed();
}

/** Adds names to the setting `leaves`. */
export function mergeLeaves(place: SettingsPlace, names: readonly string[]): Map<string, string> {
  const files = new SettingsFiles(place);
  files.leave(names);
  return files.changed();
}

class SettingsFiles {
  readonly #place: SettingsPlace;
  readonly #opened = new Map<string, Opened>();
  readonly #stack: Document;

  constructor(place: SettingsPlace) {
    this.#place = place;
    const { document } = this.#open(place.stackFile);
    if (!isMap(document.contents)) document.contents = document.createNode({});
    if (!isMap(document.get('config'))) document.set('config', document.createNode({}));
    this.#stack = document;
  }

  #open(path: string): Opened {
    const known = this.#opened.get(path);
    if (known) return known;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const document = parseDocument(text);
    if (document.errors.length > 0) throw document.errors[0]!;
    const opened = { text, document: document as Document };
    this.#opened.set(path, opened);
    return opened;
  }

  setIfAbsent(name: string, value: unknown): void {
    const path = ['config', `${NAMESPACE}:${name}`];
    if (!this.#stack.hasIn(path)) this.#stack.setIn(path, this.#stack.createNode(value));
  }

  /** The objects of a list, wherever they lie. */
  entries(list: List): { name: string; node: YAMLMap; document: Document }[] {
    const own = this.#stack.getIn(['config', `${NAMESPACE}:${list}`]);
    const nodes = isSeq(own) ? own.items.filter(isMap) : [];
    const patterns = z.array(z.string()).catch([]).parse(this.#plain('include'));
    const included = readIncluded(patterns, this.#place.directory, [])
      .filter((one) => one.list === list)
      .map(({ file }) => this.#open(join(this.#place.directory, file)).document);
    return [
      ...nodes.map((node) => ({ node, document: this.#stack })),
      ...included.flatMap((document) =>
        isMap(document.contents) ? [{ node: document.contents, document }] : [],
      ),
    ].map((one) => ({ ...one, name: String(one.node.get('name')) }));
  }

  /**
   * Adds an object to a list, or to the one of its name what is new in one of its own lists.
   *
   * @param grows that list, and what tells its members apart.
   */
  add(list: List, object: { name: string }, grows?: readonly [list: string, by: string]): void {
    const there = this.entries(list).find(({ name }) => name === object.name);
    if (!there) {
      this.#listOf(list).add(this.#stack.createNode(object));
      return;
    }
    if (!grows) return;
    const [own, by] = grows;
    const { node, document } = there;
    const held = node.get(own);
    const known = new Set(isSeq(held) ? held.items.map((item) => keyOf(item, by)) : []);
    const members = (object as unknown as Record<string, Record<string, string>[]>)[own] ?? [];
    const added = members.filter((member) => !known.has(member[by]!.toLowerCase()));
    if (added.length === 0) return;
    if (!isSeq(held)) node.set(own, document.createNode([]));
    for (const member of added) (node.get(own) as YAMLSeq).add(document.createNode(member));
  }

  /** Says in each API that says nothing of it that it lets in these applications. */
  allowOnly(applications: readonly string[]): void {
    if (!this.#stack.hasIn(['config', `${NAMESPACE}:apis`])) this.#listOf('apis');
    for (const { node, document } of this.entries('apis'))
      if (!node.has('allow')) node.set('allow', document.createNode([...applications]));
  }

  leave(names: readonly string[]): void {
    const known = z.array(z.string()).catch([]).parse(this.#plain('leaves'));
    const added = names.filter((name) => !known.includes(name));
    if (added.length === 0) return;
    const path = ['config', `${NAMESPACE}:leaves`];
    if (!isSeq(this.#stack.getIn(path))) this.#stack.setIn(path, this.#stack.createNode([]));
    for (const name of added) (this.#stack.getIn(path) as YAMLSeq).add(name);
  }

  changed(): Map<string, string> {
    const texts = [...this.#opened].map(
      ([path, { text, document }]) => [path, writtenBack(text, document)] as const,
    );
    return new Map(texts.filter(([path, text]) => text !== this.#opened.get(path)!.text));
  }

  /** A list of the stack's file, made if it is not there. */
  #listOf(list: List): YAMLSeq {
    const path = ['config', `${NAMESPACE}:${list}`];
    if (!isSeq(this.#stack.getIn(path))) {
      const isElsewhere = this.entries(list).length > 0 || !this.#place.isDeployed;
      const initial = isElsewhere ? [] : (projectDefaults(this.#place.directory)[list] ?? []);
      this.#stack.setIn(path, this.#stack.createNode(initial));
    }
    return this.#stack.getIn(path) as YAMLSeq;
  }

  #plain(name: string): unknown {
    const node: unknown = this.#stack.getIn(['config', `${NAMESPACE}:${name}`]);
    return isSeq(node) ? node.toJSON() : node;
  }
}

function keyOf(item: unknown, by: string): string {
  return isMap(item) ? String(item.get(by)).toLowerCase() : '';
}
