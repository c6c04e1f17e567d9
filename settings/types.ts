import { z } from 'zod';

/** Text, also where YAML or `pulumi config set --path` made a number or a switch of it: `2024`, `true`. */
function asText(schema: z.ZodString): z.ZodType<string, string> {
  const textOf = (value: unknown) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  return z.preprocess(textOf, schema) as z.ZodPipe<z.ZodTransform<string, string>, z.ZodString>;
}

/** A name that FusionAuth, Kong and a resource's URN can all hold. */
export const name = asText(
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'must be 1 to 63 letters, digits, ".", "_" or "-"'),
);

/** A line of text in any alphabet, without what shows nowhere: blanks around it, control and format characters. */
const line = (longest: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[^\\s\\p{C}](?:[^\\p{C}]{0,${longest - 2}}[^\\s\\p{C}])?$`, 'u'),
      `must be 1 to ${longest} characters without blanks around them and without control characters`,
    );

/** FusionAuth takes any text; blanks around it would be seen nowhere. */
export const roleName = asText(line(191));

/** Something in PEM, without a word of it in what is said of a wrong one. */
export const pem = (label: string) =>
  z
    .string()
    .refine(
      (text) =>
        new RegExp(
          `^\\s*-----BEGIN ([A-Z]+ )*${label}-----[^]*-----END ([A-Z]+ )*${label}-----\\s*$`,
        ).test(text),
      { error: `must be a PEM text with BEGIN ${label}` },
    );

/** A stack as Pulumi refers to it from another one. */
export const stackName = asText(
  z.string().regex(/^[\w.-]+(\/[\w.-]+){2}$/, 'must be ORG/PROJECT/STACK'),
);

/** The username of a consumer, as Kong takes it: `svc+orders@example.com`, `orders service`, `idp|5f1a`. */
export const consumerName = asText(line(255));

/** FusionAuth takes any text. */
export const tenantName = asText(line(191));

/** The `iss` claim: https, or http where the settings allow it, and the very text that Kong compares. */
export const issuer = z.string().refine((value) => isUrl(value, ['http:', 'https:']), {
  error: 'must be an https URL without blanks, query or fragment',
});

export const serverUrl = z.string().refine((value) => isUrl(value, ['http:', 'https:']), {
  error: 'must be an http or https URL without blanks, query or fragment',
});

/** Whether tokens of this issuer may be asked for only from the machine that it runs on. */
export function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  if (/[\s\p{C}]/u.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  const plain = url.search === '' && url.hash === '' && url.username === '' && url.port !== '0';
  return plain && !/[?#]/.test(value) && protocols.includes(url.protocol);
}
