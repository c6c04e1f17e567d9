import * as pulumi from '@pulumi/pulumi';

/**
 * Properties that this stack never declares and that the provider would set back to their defaults, by type
 * of resource: an update sends the whole object, and the program's silence would cost a tenant its mail server
 * and a user the name. What the provider computes by itself is not listed, for it keeps that. A registration's
 * roles are left alone in components/roles.ts, where its application declares none.
 */
export const LEFT_ALONE: Readonly<Record<string, readonly string[]>> = {
  'fusionauth:index/tenant:Tenant': [
    'baseUrl',
    'data',
    'emailConfiguration',
    'eventConfigurations',
    'externalIdentifierConfiguration',
    'httpSessionMaxInactiveInterval',
    'jwtConfigurations',
    'lambdaConfiguration',
    'logoutUrl',
    'multiFactorConfiguration',
    'oauthConfigurations',
    'phoneConfiguration',
    'ssoConfiguration',
    'webauthnConfiguration',
    'webhookIds',
  ],
  'fusionauth:index/application:Application': [
    'active',
    'authenticationTokenConfigurationEnabled',
    'baseUrl',
    'data',
    'formConfigurations',
    'lambdaConfiguration',
    'passwordlessConfiguration',
    'passwordlessConfigurationEnabled',
    'phoneConfiguration',
    'themeId',
    'unverifiedBehavior',
    'verificationEmailTemplateId',
    'verificationStrategy',
    'verifyRegistration',
    'webauthnConfigurations',
  ],
  'fusionauth:index/user:User': [
    'birthDate',
    'data',
    'expiry',
    'firstName',
    'fullName',
    'imageUrl',
    'lastName',
    'middleName',
    'mobilePhone',
    'parentEmail',
    'passwordChangeRequired',
    'phoneNumber',
    'preferredLanguages',
    'timezone',
    'username',
    'usernameStatus',
  ],
  'fusionauth:index/registration:Registration': [
    'data',
    'preferredLanguages',
    'timezone',
    'username',
  ],
  'kong:index/service:Service': ['tags'],
  'kong:index/route:Route': [
    'destinations',
    'headers',
    'httpsRedirectStatusCode',
    'pathHandling',
    'regexPriority',
    'requestBuffering',
    'responseBuffering',
    'snis',
    'sources',
    'tags',
  ],
  'kong:index/plugin:Plugin': ['tags'],
  'kong:index/consumer:Consumer': ['tags'],
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': ['tags'],
  'kong:index/consumerAcl:ConsumerAcl': ['tags'],
};

/** Keeps those properties as they are found when a stack takes over what others made. */
export const leaveAlone: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const ignoreChanges = LEFT_ALONE[type];
  if (!ignoreChanges) return undefined;
  return { props, opts: pulumi.mergeOptions(opts, { ignoreChanges: [...ignoreChanges] }) };
};
