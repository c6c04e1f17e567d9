import type { Application, State, Tenant, User } from './documents.ts';
import { Errors } from './errors.ts';
import { at, isObject } from './json.ts';
import { issueOnce } from './one-time.ts';
import { checkPassword } from './passwords.ts';

/** Why a user whose password was right has to do something first. */
export type ChangeReason = 'Administrative' | 'Expired' | 'Validation';

const DAY = 86_400_000;

/** Why the user has to change the password, if so. `password` is what was just typed. */
export function changeReason(
  tenant: Tenant,
  user: User,
  password: string,
): ChangeReason | undefined {
  if (user.passwordChangeRequired) return 'Administrative';
  const age = tenant['maximumPasswordAge'];
  const oldest = Date.now() - Number(at(age, 'days')) * DAY;
  if (at(age, 'enabled') === true && user.passwordLastUpdateInstant < oldest) return 'Expired';
  if (tenant.passwordValidationRules['validateOnLogin'] === true) {
    const errors = new Errors();
    checkPassword(password, tenant.passwordValidationRules, [], errors);
    if (errors.any) return 'Validation';
  }
  return undefined;
}

/** The id by which the password can be changed once, without another proof. */
export function changePasswordId(state: State, tenant: Tenant, user: User): string {
  const path = 'externalIdentifierConfiguration.changePasswordIdTimeToLiveInSeconds';
  return issueOnce(state, Number(at(tenant, path) ?? 600), {
    use: 'changePassword',
    userId: user.id,
    data: {},
  });
}

/** Whether logging in takes a second factor. */
export function hasSecondFactor(user: User): boolean {
  const factors = user['twoFactor'];
  return isObject(factors) && Array.isArray(factors['methods']) && factors['methods'].length > 0;
}

export const registrationOf = (user: User, application: Application | undefined) =>
  user.registrations.find(({ applicationId }) => applicationId === application?.id);

/** Whether the tenant asks for a proof of the e-mail address that the user has not given. */
export const lacksVerification = (tenant: Tenant, user: User): boolean =>
  at(tenant, 'emailConfiguration.verifyEmail') === true && Boolean(user.email) && !user.verified;

/** Whether the application asks for a proof of the registration that the user has not given. */
export const lacksRegistrationProof = (user: User, application: Application): boolean =>
  application['verifyRegistration'] === true &&
  registrationOf(user, application)?.['verified'] === false;

const isGated = (owner: unknown, path: string) => at(owner, path) === 'Gated';

/** The reason, in OAuth's words, for which the user may not go on to the application. */
export function obstacle(
  tenant: Tenant,
  user: User,
  application: Application,
): [reason: string, description: string] | undefined {
  if (hasSecondFactor(user)) {
    return ['multi_factor_challenge_required', 'A second factor is needed.'];
  }
  if (
    lacksVerification(tenant, user) &&
    isGated(tenant, 'emailConfiguration.unverified.behavior')
  ) {
    return ['email_verification_required', 'The e-mail address is not verified yet.'];
  }
  const registered = registrationOf(user, application) !== undefined;
  if (!registered && application.oauthConfiguration['requireRegistration'] === true) {
    return ['registration_required', `You are not registered for ${application.name}.`];
  }
  if (lacksRegistrationProof(user, application) && isGated(application, 'unverified.behavior')) {
    return ['registration_verification_required', 'The registration is not verified yet.'];
  }
  return undefined;
}
