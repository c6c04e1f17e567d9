import { kindOf, propertyOf } from '../../../catalogue/catalogue.ts';
import { pluginKind } from '../../../catalogue/kong/plugins/index.ts';
import { harmless, isUnknown } from '../../../catalogue/redact.ts';

const SECRET_NAME =
  /pass(word|phrase)|secret|private_?key|api_?key|token(?!.*Id$)|credential|authorization|^(headers?|key)$/i;

/** Providers whose text properties are known; those of other packages are withheld. */
const PUBLIC_PACKAGES = ['kong', 'fusionauth', 'tls'];

const SHOWN_LENGTH = 200;

/**
 * A value as a reviewer may see it, in JSON. When in doubt it is withheld: what is not known to be
 * public does not belong in a pull request.
 *
 * @param path the property's path; its last part is the property's own name.
 * @param plugin the name of the Kong plugin, for a value of its configuration.
 */
export function disclosed(
  type: string,
  path: readonly string[],
  value: unknown,
  plugin?: string,
): string {
  if (value === undefined || value === null) return 'none';
  if (isUnknown(value)) return '(known after the update)';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const kind = kindOf(type);
  const property = kind && propertyOf(kind, path.join('.'));
  const isPublic = property?.isPublic ?? false;
  if (property?.secret || (!isPublic && path.some((part) => SECRET_NAME.test(part))))
    return '(withheld)';
  if (!isPublic && !PUBLIC_PACKAGES.includes(type.split(':')[0]!)) return '(text, withheld)';
  // Of the others it is not known which settings are secrets.
  if (plugin !== undefined && !pluginKind(plugin).fields) return '(text, withheld)';
  if (Array.isArray(value)) {
    return `[${value.map((item) => disclosed(type, path, item, plugin)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(
      ([key, item]) => `${key}: ${disclosed(type, [...path, key], item, plugin)}`,
    );
    return `{ ${parts.join(', ')} }`;
  }
  return JSON.stringify(cut(harmless(value as string), SHOWN_LENGTH));
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
