import { KINDS, kindOf, secretsOf } from '../../catalogue/catalogue.ts';
import { KEY_TYPES, importedKey } from '../../catalogue/fusionauth/keys.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import type { Declared } from '../declared.ts';
import type { StackRule } from '../rule.ts';

/** What must be secret of the providers themselves. */
const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  'pulumi:providers:fusionauth': ['apiKey'],
  'pulumi:providers:kong': ['kongAdminPassword', 'kongAdminToken', 'kongApiKey'],
};

/** Where a resource's secrets are. */
export function secretPaths(type: string): readonly string[] {
  const kind = kindOf(type);
  return kind ? secretsOf(kind) : (PROVIDERS[type] ?? []);
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
  const unmarked = (kindOf(type)?.secretOutputs ?? []).filter(
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

/** The block of each kind that names the key by which tokens are signed, by type. */
const SIGNS_WITH = new Map(
  KINDS.flatMap(({ type, signsWith }) => (signsWith ? [[type, signsWith.split('.')[0]!]] : [])),
);

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
        const irreplaceable =
          type === tenant.type || (KEY_TYPES.includes(type) && signing.has(urn));
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
    resources.flatMap(({ type, sources }) => sources[SIGNS_WITH.get(type) ?? ''] ?? []),
  );
  const pairs = resources
    .filter(({ type, urn }) => type === importedKey.type && keys.has(urn))
    .flatMap(({ sources }) => sources['privateKey'] ?? []);
  return new Set([...keys, ...pairs]);
}

function stackOf(urn: string): string {
  return urn.slice('urn:pulumi:'.length).split('::')[0]!;
}
