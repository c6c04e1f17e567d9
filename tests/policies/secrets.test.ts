import { Secret, type ResourceValidationArgs } from '@pulumi/policy';
import { expect, test } from 'vitest';
import { secretsAreSecret } from '../../policies/secrets.ts';

const TYPES = {
  application: 'fusionauth:index/application:Application',
  route: 'kong:index/route:Route',
  user: 'fusionauth:index/user:User',
} as const;

const { remediateResource, validateResource } = secretsAreSecret;

/** The faults that the policy reports after it was let look, or not, at the properties as they are. */
async function faults(type: string, props: Record<string, unknown>, looked = true) {
  const urn = `urn:pulumi:dev::project::${type}::it`;
  const opts = { protect: false, additionalSecretOutputs: ['secret', 'oauthConfiguration'] };
  const args = { urn, type, name: 'it', props, opts } as unknown as ResourceValidationArgs;
  const found: string[] = [];
  if (looked) expect(await remediateResource!(args)).toBeUndefined();
  if (typeof validateResource !== 'function') throw new Error('one validation is expected');
  await validateResource(args, (message) => found.push(message));
  return found.join('\n');
}

test('plain text is refused, a secret is not', async () => {
  expect(await faults(TYPES.user, { password: 'plain' })).toContain('password is plain text');
  expect(await faults(TYPES.user, { password: new Secret('kept') })).toBe('');
  expect(await faults(TYPES.user, {})).toBe('');
});

test('a secret inside a block counts, and a block that is a secret as a whole', async () => {
  const plain = { oauthConfiguration: { clientSecret: 'plain' } };
  expect(await faults(TYPES.application, plain)).toContain('oauthConfiguration.clientSecret');
  const secret = { oauthConfiguration: new Secret({ clientSecret: 'kept' }) };
  expect(await faults(TYPES.application, secret)).toBe('');
});

test('at a level at which it cannot look, it refuses instead of passing', async () => {
  expect(await faults(TYPES.user, { password: new Secret('kept') }, false)).toContain(
    '"remediate"',
  );
  expect(await faults(TYPES.route, {}, false)).toBe('');
});
