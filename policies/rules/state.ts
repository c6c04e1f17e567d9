import type { Declared } from '../declared.ts';
import { TYPES, type StackRule } from '../rule.ts';

/** The properties that must be secrets, by type. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.user]: ['password'],
  [TYPES.importedKey]: ['privateKey', 'secret'],
  [TYPES.apiKey]: ['key'],
  [TYPES.application]: ['oauthConfiguration.clientSecret'],
  [TYPES.entity]: ['clientSecret'],
  [TYPES.credential]: ['secret'],
  [TYPES.keyCredential]: ['key'],
  'pulumi:providers:fusionauth': ['apiKey'],
  'pulumi:providers:kong': ['kongAdminPassword', 'kongAdminToken', 'kongApiKey'],
};

/** Properties whose provider answers with the plain value, so that the output must be marked too. */
const SECRET_OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.application]: ['oauthConfiguration'],
  [TYPES.entity]: ['clientSecret'],
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

/** Where tokens get their key, by type. */
const SIGNS_WITH: Readonly<Record<string, string>> = {
  [TYPES.tenant]: 'jwtConfigurations',
  [TYPES.application]: 'jwtConfiguration',
  [TYPES.entityType]: 'jwtConfiguration',
};

const KEYS: readonly string[] = [TYPES.key, TYPES.importedKey, TYPES.pair];

/**
 * A deleted tenant takes its users along; a deleted key ends every session.
 *
 * A key that nothing signs with is free: a rotation has to be able to delete it.
 */
export const productionIsProtected: StackRule = {
  name: 'production-is-protected',
  description: 'Production stacks protect the tenant and the keys that sign.',
  setting: 'stackPattern',
  stackFaults(resources, { stackPattern }) {
    const signing = sourcesOfSigning(resources);
    return resources
      .filter(({ protect, type, urn }) => {
        const irreplaceable = type === TYPES.tenant || (KEYS.includes(type) && signing.has(urn));
        return irreplaceable && !protect && new RegExp(stackPattern).test(stackOf(urn));
      })
      .map(({ urn, name }) => ({
        urn,
        message:
          `${name}: is not protected in stack ${stackOf(urn)}; run ` +
          `\`pulumi config set protect true --stack ${stackOf(urn)}\`, ` +
          'or set the resource option protect where no component of this project declares it.',
      }));
  },
};

/** The keys that sign, and the pairs that they were imported from. */
function sourcesOfSigning(resources: readonly Declared[]): Set<string> {
  const keys = new Set(
    resources.flatMap(({ type, sources }) => sources[SIGNS_WITH[type] ?? ''] ?? []),
  );
  const pairs = resources
    .filter(({ type, urn }) => type === TYPES.importedKey && keys.has(urn))
    .flatMap(({ sources }) => sources['privateKey'] ?? []);
  return new Set([...keys, ...pairs]);
}

function stackOf(urn: string): string {
  return urn.slice('urn:pulumi:'.length).split('::')[0]!;
}
