import { z } from 'zod';
import {
  brokenRules,
  DEFAULT_PASSWORD_RULES,
  type PasswordRules,
} from '../components/passwords.ts';
import type { FoundTenant } from './existing-tenant.ts';
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
 * What the tenant asks of passwords: what the settings say, else its own rules if it is there already, else those of
 * a new one.
 *
 * @param tenant left out where it is not there yet.
 * @throws SettingsError with each password that FusionAuth would refuse, and why; never with the password.
 */
export function requirePasswords(settings: Settings, tenant?: FoundTenant): PasswordRules {
  const declared = settings.tenantSettings?.passwords;
  const rules = declared
    ? declaredRules(declared)
    : rulesOfTenant.parse(tenant?.passwordRules ?? {});
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

function declaredRules(
  passwords: NonNullable<NonNullable<Settings['tenantSettings']>['passwords']>,
): PasswordRules {
  const { minLength, maxLength, mixedCase, nonAlpha, number } = passwords;
  return {
    ...{ minLength, maxLength, requireMixedCase: mixedCase },
    ...{ requireNonAlpha: nonAlpha, requireNumber: number },
  };
}

/**
 * The settings that hold a secret in plain text, as they would stand in the repository.
 *
 * @param env the program's variables, by which the engine tells which settings are encrypted.
 */
export function secretsInPlainText(
  { applications, apis, tenantSettings }: Settings,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const encrypted = z.array(z.string()).nullable();
  const keys = encrypted.parse(JSON.parse(env['PULUMI_CONFIG_SECRET_KEYS'] ?? 'null'));
  if (keys === null) return [];
  // A list or a map that holds one secret is encrypted as a whole.
  const isPlain = (setting: string) => !keys.some((key) => key.endsWith(`:${setting}`));
  const ofMail =
    tenantSettings?.mail?.password === undefined ? [] : ['tenantSettings.mail.password'];
  const ofUsers = applications.flatMap(({ users }, application) =>
    users.flatMap(({ password }, user) =>
      password === undefined ? [] : [`applications[${application}].users[${user}].password`],
    ),
  );
  const ofApis = apis.flatMap(({ tls, rateLimit }, api) => [
    ...(tls?.ownCertificate ? [`apis[${api}].tls.ownCertificate.privateKey`] : []),
    ...(rateLimit?.redis?.password === undefined ? [] : [`apis[${api}].rateLimit.redis.password`]),
  ]);
  return [
    ...(isPlain('apis') ? ofApis : []),
    ...(isPlain('tenantSettings') ? ofMail : []),
    ...(isPlain('applications') ? ofUsers : []),
  ];
}
