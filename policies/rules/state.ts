import type { Declared } from '../declared.ts';
import { TYPES, type ResourceRule } from '../rule.ts';

/** The properties that must be secrets, by type. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.user]: ['password'],
  [TYPES.importedKey]: ['privateKey', 'secret'],
  [TYPES.apiKey]: ['key'],
  [TYPES.application]: ['oauthConfiguration.clientSecret'],
  [TYPES.credential]: ['secret'],
  [TYPES.keyCredential]: ['key'],
  'pulumi:providers:fusionauth': ['apiKey'],
  'pulumi:providers:kong': ['kongAdminPassword', 'kongAdminToken', 'kongApiKey'],
};

/** Properties whose provider answers with the plain value, so that the output must be marked too. */
const SECRET_OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.credential]: ['secret'],
};

/** Where a resource's secrets are. */
export function secretPaths(type: string): readonly string[] {
  return SECRETS[type] ?? [];
}

/**
 * What the rule on secrets has to say.
 *
 * @param plainText the paths among secretPaths whose value is given, but not as a secret.
 */
export function secretFaults(
  { type, name, additionalSecretOutputs }: Declared,
  plainText: readonly string[],
): string[] {
  const unmarked = (SECRET_OUTPUTS[type] ?? []).filter(
    (output) => !additionalSecretOutputs.includes(output),
  );
  return [
    ...plainText.map(
      (path) => `${name}: ${path} is plain text in the state; wrap it in pulumi.secret().`,
    ),
    ...unmarked.map(
      (output) =>
        `${name}: the output ${output} is plain text in the state; list it in additionalSecretOutputs.`,
    ),
  ];
}

/** What, once deleted, invalidates every token in use. */
const IRREPLACEABLE: readonly string[] = [TYPES.tenant, TYPES.key, TYPES.importedKey, TYPES.pair];

/** A deleted tenant takes its users along; a deleted key ends every session. */
export const productionIsProtected: ResourceRule = {
  name: 'production-is-protected',
  description: 'Production stacks protect the tenant and the signing keys.',
  setting: 'stackPattern',
  faults({ type, name, urn, protect }, { stackPattern }) {
    const stack = urn.slice('urn:pulumi:'.length).split('::')[0]!;
    if (protect || !IRREPLACEABLE.includes(type) || !new RegExp(stackPattern).test(stack))
      return [];
    return [
      `${name}: is not protected in stack ${stack}; set the resource option protect to true.`,
    ];
  },
};
