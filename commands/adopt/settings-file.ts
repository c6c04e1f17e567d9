import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, parseDocument } from 'yaml';
import { NAMESPACE } from '../../settings/read.ts';
import type { FoundSettings } from './found.ts';

/**
 * Puts settings into the text of Pulumi.STACK.yaml. Comments and other settings stay; gatewayUrl too, if it is
 * set, for clients may reach the gateway at another address than its own.
 *
 * @param text the stack's file; empty if there is none.
 */
export function writeSettings(text: string, settings: FoundSettings): string {
  const parsed = parseDocument(text);
  if (parsed.errors.length > 0) throw parsed.errors[0]!;
  const file: Document = isMap(parsed.contents) ? parsed : new Document({});
  if (!isMap(file.get('config'))) file.set('config', file.createNode({}));
  for (const [name, value] of Object.entries(settings)) {
    const path = ['config', `${NAMESPACE}:${name}`];
    const present: unknown = file.getIn(path);
    if (name === 'gatewayUrl' && present !== undefined) continue;
    if (!isDeepStrictEqual(asPlain(present), value)) file.setIn(path, file.createNode(value));
  }
  return file.toString({ lineWidth: 0 });
}

function asPlain(node: unknown): unknown {
  const hasJson = typeof node === 'object' && node !== null && 'toJSON' in node;
  return hasJson ? (node as { toJSON(): unknown }).toJSON() : node;
}
