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

/** A secret by its name in text such as a server's error: `"password": "…"`, `apiKey=…`. */
const NAMED_SECRET =
  /("?\b[\w.-]*(?:password|passphrase|secret|private_?key|api_?key)\w*"?\s*[:=]\s*)("[^"]*"?|[^\s,;}]+)/gi;

/** Whether the engine tells no value, for it is not known yet or a secret. */
export function isHidden(value: unknown): boolean {
  return isUnknown(value) || value === ENGINE_SECRET;
}

export function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && UNKNOWN.has(value);
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
