import { Secret, type ResourceValidationPolicy } from '@pulumi/policy';
import { isObject } from '../catalogue/values.ts';
import { UNKNOWN, declared, readable } from './declared.ts';
import { secretFaults, secretPaths } from './rules/state.ts';

/** By URN, the secret paths that a resource fills with plain text. */
const seen = new Map<string, string[]>();

/**
 * Refuses secrets in plain text.
 *
 * A validation is given every secret unwrapped and cannot tell; a remediation can, and the engine runs
 * it just before. So the remediation looks, changes nothing, and the validation speaks. Its level has to
 * be `remediate` for that, which blocks as `mandatory` does.
 */
export const secretsAreSecret: ResourceValidationPolicy = {
  name: 'secrets-are-secret',
  description: 'Passwords, private keys and API keys are secrets in the state.',
  enforcementLevel: 'remediate',
  remediateResource: ({ type, urn, props }) => {
    const plainText = secretPaths(type).filter((path) => isPlainText(props, path.split('.')));
    seen.set(urn, plainText);
  },
  validateResource: (args, report) => {
    if (secretPaths(args.type).length === 0) return;
    const plainText = seen.get(args.urn);
    seen.delete(args.urn);
    if (!plainText) {
      report(
        'This policy works at the level "remediate" only; set it so in the policy configuration.',
      );
      return;
    }
    for (const fault of secretFaults(declared(args), plainText)) report(fault);
  },
};

/** Looks at the property's own descriptor: a read through the proxies would unwrap a secret. */
function isPlainText(holder: unknown, [part, ...rest]: string[]): boolean {
  if (!isObject(holder)) return false;
  const value: unknown = Object.getOwnPropertyDescriptor(holder, part!)?.value;
  if (value === undefined || value === null || value === '' || value instanceof Secret)
    return false;
  if (readable(() => holder[part!]) === UNKNOWN) return false;
  return rest.length === 0 || isPlainText(value, rest);
}
