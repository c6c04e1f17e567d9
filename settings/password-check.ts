import { z } from 'zod';
import {
  brokenRules,
  DEFAULT_PASSWORD_RULES,
  type PasswordRules,
} from '../components/passwords.ts';
import type { FusionAuthApi } from '../servers/fusionauth-api.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import type { Settings } from './settings.ts';

const rulesOfTenant = z.object({
  minLength: z.number().default(DEFAULT_PASSWORD_RULES.minLength),
  maxLength: z.number().default(DEFAULT_PASSWORD_RULES.maxLength),
  requireMixedCase: z.boolean().default(false),
  requireNonAlpha: z.boolean().default(false),
  requireNumber: z.boolean().default(false),
});

/**
 * What the tenant asks of passwords: its own rules if it is there already, else those of a new one.
 *
 * @param fusionAuth left out where it does not run yet.
 * @throws SettingsError with each password that FusionAuth would refuse, and why; never with the password.
 */
export async function requirePasswords(
  settings: Settings,
  fusionAuth?: FusionAuthApi,
): Promise<PasswordRules> {
  const tenants = fusionAuth ? (await fusionAuth.list('/api/tenant', 'tenants')).found : [];
  const tenant = tenants.find(({ name }) => name === settings.tenant);
  const rules = rulesOfTenant.parse(tenant?.['passwordValidationRules'] ?? {});
  const problems = settings.applications.flatMap(({ users }, application) =>
    users.flatMap(({ password }, user): Problem[] => {
      const broken = password === undefined ? [] : brokenRules(password, rules);
      if (broken.length === 0) return [];
      const key = `applications[${application}].users[${user}].password`;
      const fault = `must have ${broken.join(', ')}: tenant ${settings.tenant} asks for it`;
      return [{ key, fault, fix: `pulumi config set --secret --path '${key}' VALUE` }];
    }),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return rules;
}

/**
 * The settings that hold a password in plain text, as they would stand in the repository.
 *
 * @param env the program's variables, by which the engine tells which settings are encrypted.
 */
export function passwordsInPlainText(
  { applications }: Settings,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const encrypted = z.array(z.string()).nullable();
  const keys = encrypted.parse(JSON.parse(env['PULUMI_CONFIG_SECRET_KEYS'] ?? 'null'));
  // A list that holds one secret is encrypted as a whole.
  if (keys === null || keys.some((key) => key.endsWith(':applications'))) return [];
  return applications.flatMap(({ users }, application) =>
    users.flatMap(({ password }, user) =>
      password === undefined ? [] : [`applications[${application}].users[${user}].password`],
    ),
  );
}
