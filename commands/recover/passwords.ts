import { z } from 'zod';
import { user } from '../../catalogue/fusionauth/users.ts';
import { madeUpPassword } from '../../components/passwords.ts';
import { fusionAuthOf, type SomeServers } from '../../servers/servers.ts';
import type { Found } from './find.ts';
import { asSecret } from './state.ts';

const names = z.array(z.string()).catch([]);

const rules = z
  .object({ minLength: z.number(), maxLength: z.number() })
  .catch({ minLength: 8, maxLength: 256 });

/**
 * New passwords for users whose made-up one died with the update: no server tells it, and nobody was told. The next
 * update sets them.
 *
 * @returns the inputs, secrets marked, by URN.
 */
export async function replacePasswords(
  servers: SomeServers,
  found: readonly Found[],
): Promise<Map<string, Record<string, unknown>>> {
  const passwords = new Map<string, Record<string, unknown>>();
  for (const { declared, inputs } of found) {
    const { type, urn, ignoreChanges } = declared.resource;
    // One that the settings give is in the next update anyhow.
    if (type !== user.type || !names.parse(ignoreChanges).includes('password')) continue;
    const path = `/api/tenant/${String(inputs['tenantId'])}`;
    const answer = await fusionAuthOf(servers).get(path, 'tenant');
    const { minLength, maxLength } = rules.parse(
      (answer?.['tenant'] as { passwordValidationRules?: unknown } | undefined)
        ?.passwordValidationRules,
    );
    const all = { requireMixedCase: true, requireNonAlpha: true, requireNumber: true };
    passwords.set(urn, { password: asSecret(madeUpPassword({ minLength, maxLength, ...all })) });
  }
  return passwords;
}
