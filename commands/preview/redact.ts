/** What the engine writes in the place of a secret. */
const ENGINE_SECRET = '[secret]';

/** What the engine writes for a value that only the update will know. */
const UNKNOWN = new Set([
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
]);

const SECRET_NAME =
  /pass(word|phrase)|secret|private_?key|api_?key|token(?!.*Id$)|credential|authorization|^(headers?|key)$/i;

/** A secret by its name in text such as a server's error: `"password": "…"`, `apiKey=…`. */
const NAMED_SECRET =
  /("?\b[\w.-]*(?:password|passphrase|secret|private_?key|api_?key)\w*"?\s*[:=]\s*)("[^"]*"?|[^\s,;}]+)/gi;

/** Names that would be withheld and are the reader's whole interest, by type. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = {
  'docker:index/container:Container': ['image'],
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': ['key'],
};

/** Plugins of which every setting is known to hold no secret. The text settings of all others are withheld. */
const PUBLIC_PLUGINS = ['jwt', 'acl'];

/** Providers whose text properties are known; those of other packages are withheld. */
const PUBLIC_PACKAGES = ['kong', 'fusionauth', 'tls'];

const SHOWN_LENGTH = 200;

export function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && UNKNOWN.has(value);
}

/**
 * A value as a reviewer may see it, in JSON. When in doubt it is withheld: what is not known to be
 * public does not belong in a pull request.
 *
 * @param path the property's path; its last part is the property's own name.
 * @param plugin the name of the Kong plugin, for a value of its configuration.
 */
export function shown(
  type: string,
  path: readonly string[],
  value: unknown,
  plugin?: string,
): string {
  if (value === undefined || value === null) return 'none';
  if (isUnknown(value)) return '(known after the update)';
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  const isPublic = PUBLIC[type]?.includes(path.join('.')) ?? false;
  if (!isPublic && path.some((part) => SECRET_NAME.test(part))) return '(withheld)';
  if (!isPublic && !PUBLIC_PACKAGES.includes(type.split(':')[0]!)) return '(text, withheld)';
  if (plugin !== undefined && !PUBLIC_PLUGINS.includes(plugin)) return '(text, withheld)';
  if (Array.isArray(value)) {
    return `[${value.map((item) => shown(type, path, item, plugin)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(
      ([key, item]) => `${key}: ${shown(type, [...path, key], item, plugin)}`,
    );
    return `{ ${parts.join(', ')} }`;
  }
  return JSON.stringify(cut(harmless(value as string), SHOWN_LENGTH));
}

/** Text without what must never be printed, wherever it stands: passwords in URLs, keys, tokens. */
export function harmless(text: string): string {
  return text
    .replaceAll(
      /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*-----|$)/g,
      '(private key)',
    )
    .replaceAll(
      /-----BEGIN PUBLIC KEY-----\s*([\s\S]*?)\s*-----END PUBLIC KEY-----\s*/g,
      (_, body: string) =>
        // Enough to tell two keys apart: their first bytes are the same for all of one size.
        `(public key …${body.replaceAll(/\s/g, '').slice(-24)})`,
    )
    .replaceAll(/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '(token)')
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"'@]*@/gi, '$1(withheld)@')
    .replaceAll(/([?&;][^=&\s"'?]+)=[^&\s"'#]+/g, '$1=(withheld)')
    .replaceAll(NAMED_SECRET, '$1(withheld)')
    .replaceAll(ENGINE_SECRET, '(secret)');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
