import { apiKeyProperties } from '../../../embedded/providers/fusionauth/properties/api-key.ts';
import { applicationProperties } from '../../../embedded/providers/fusionauth/properties/application.ts';
import { applicationOauthScopeProperties } from '../../../embedded/providers/fusionauth/properties/application-oauth-scope.ts';
import { applicationRoleProperties } from '../../../embedded/providers/fusionauth/properties/application-role.ts';
import { entityTypeProperties } from '../../../embedded/providers/fusionauth/properties/entity-type.ts';
import { entityTypePermissionProperties } from '../../../embedded/providers/fusionauth/properties/entity-type-permission.ts';
import { entityProperties } from '../../../embedded/providers/fusionauth/properties/entity.ts';
import { registrationProperties } from '../../../embedded/providers/fusionauth/properties/registration.ts';
import { tenantProperties } from '../../../embedded/providers/fusionauth/properties/tenant.ts';
import { userProperties } from '../../../embedded/providers/fusionauth/properties/user.ts';
import type { Bag } from '../../providers/support/provider-client.ts';
import { every, oneByOne } from './everything.ts';

import {
  id,
  KEY,
  IMPORTED,
  TENANT,
  APPLICATION,
  USER,
  TYPE,
  PERMISSION,
  TARGET,
  CLIENT,
  publicKey,
  privateKey,
  key,
  imported,
  tenant,
  application,
  loginOnly,
  apiKey,
  user,
  role,
  scope,
  registration,
  entityType,
  permission,
  entity,
  grant,
  tenantValues,
  applicationValues,
  userValues,
  jwt,
  tenantWithEvents,
  userWithSecondFactors,
} from './material.ts';

/** A resource's life: it is made, read, imported, edited step by step and, if said so, deleted. */
export interface Life {
  name: string;
  /** For example `apiKey`. */
  type: string;
  inputs: Bag;
  /** Each one applied to what the one before has left, unless it replaces the resource. */
  edits?: Record<string, Bag>;
  /** Each one planned against the resource as it was made, but not carried out. */
  plans?: Record<string, Bag>;
  /** The id that the resource is imported under; without it, its own. */
  importAs?: string | ((own: string) => string);
  /** Lives that follow need it. */
  stays?: true;
}

/** All lives, in the order in which they need one another. */
export const lives: Life[] = [
  {
    name: 'generated RSA key',
    type: 'key',
    inputs: key,
    edits: {
      rename: { ...key, name: 'renamed' },
      'other algorithm': { ...key, name: 'renamed', algorithm: 'RS384' },
      'no id': { name: 'renamed', algorithm: 'RS256', length: 2048 },
      'no length': { name: 'renamed', keyId: KEY, algorithm: 'RS256' },
    },
    stays: true,
  },
  {
    name: 'generated HMAC key',
    type: 'key',
    inputs: { name: 'hmac', algorithm: 'HS256' },
    edits: { issuer: { name: 'hmac', algorithm: 'HS256', issuer: 'someone' } },
  },
  { name: 'key that is wrong', type: 'key', inputs: { name: 'x', keyId: 'abc', algorithm: 'XX' } },
  {
    name: 'imported RSA key',
    type: 'importedKey',
    inputs: imported,
    edits: {
      rename: { ...imported, name: 'other' },
      blanks: {
        ...imported,
        name: 'other',
        privateKey: privateKey.trim(),
        publicKey: publicKey.trim(),
      },
      kid: { ...imported, name: 'other', kid: 'chosen' },
    },
    stays: true,
  },
  {
    name: 'imported HMAC key',
    type: 'importedKey',
    inputs: { name: 'shared secret', type: 'HMAC', algorithm: 'HS256', secret: 'abc' },
  },
  {
    name: 'tenant with a name only',
    type: 'tenant',
    inputs: { name: 'minimal' },
    edits: { rename: { name: 'renamed' }, issuer: { name: 'renamed', issuer: 'https://i' } },
  },
  {
    name: 'tenant of the guide',
    type: 'tenant',
    inputs: tenant,
    edits: {
      issuer: { ...tenant, issuer: 'https://other.example.com' },
      'signing key': {
        ...tenant,
        jwtConfigurations: [{ ...jwt, accessTokenKeyId: KEY, idTokenKeyId: KEY }],
      },
      'data and mail': {
        ...tenant,
        data: '{"b":1,"a":{"z":[1]}}',
        emailConfiguration: {
          host: 'smtp',
          port: 587,
          additionalHeaders: { a: 'b' },
          security: 'TLS',
          defaultFromName: 'N',
          password: 'p',
        },
      },
      events: {
        ...tenant,
        eventConfigurations: [{ event: 'user.create', enabled: true, transactionType: 'None' }],
      },
      'several blocks': {
        ...tenant,
        connectorPolicies: [
          { connectorId: 'e3306678-a53a-4964-9040-1c96f36dda72', domains: ['*'], migrate: false },
        ],
        failedAuthenticationConfiguration: { tooManyAttempts: 7 },
        webauthnConfiguration: { enabled: true },
        multiFactorConfiguration: { loginPolicy: 'Required', authenticator: { enabled: false } },
      },
      everything: every(tenantProperties, tenantValues),
      'back to the start': tenant,
    },
    plans: oneByOne(tenantProperties, tenant, tenantValues),
    stays: true,
  },
  {
    name: 'tenant with events',
    type: 'tenant',
    inputs: tenantWithEvents,
  },
  {
    name: 'tenant that is wrong',
    type: 'tenant',
    inputs: {
      name: 'x',
      webauthnConfiguration: { bootstrapWorkflow: { userVerificationRequirement: 'x' } },
      jwtConfigurations: [{ refreshTokenUsagePolicy: 'x', accessTokenKeyId: 'x' }],
    },
  },
  {
    name: 'application with a name only',
    type: 'application',
    inputs: { name: 'minimal', tenantId: TENANT },
    edits: { rename: { name: 'renamed', tenantId: TENANT } },
  },
  {
    name: 'application of the guide',
    type: 'application',
    inputs: application,
    edits: {
      'time to live and key': {
        ...application,
        jwtConfiguration: {
          ...application.jwtConfiguration,
          ttlSeconds: 300,
          accessTokenId: IMPORTED,
        },
      },
      'refresh tokens': {
        ...application,
        loginConfiguration: {
          requireAuthentication: true,
          generateRefreshTokens: true,
          allowTokenRefresh: true,
        },
      },
      'data and oauth': {
        ...application,
        data: '{"x":1}',
        oauthConfiguration: {
          scopeHandlingPolicy: 'Compatibility',
          unknownScopePolicy: 'Allow',
          enabledGrants: ['password', 'authorization_code'],
          authorizedRedirectUrls: ['https://a', 'https://b'],
          clientSecret: 's',
        },
      },
      'passwordless block': {
        ...application,
        passwordlessConfiguration: { enabled: true },
        registrationConfiguration: { enabled: true, firstName: { enabled: true } },
        verifyRegistration: true,
      },
      'passwordless flag': {
        ...application,
        passwordlessConfigurationEnabled: true,
        themeId: id(99),
        active: false,
        multiFactorConfigurations: [{ loginPolicy: 'Disabled' }],
        webauthnConfigurations: [{ enabled: true }],
      },
      everything: every(applicationProperties, applicationValues),
      'back to the start': application,
    },
    plans: oneByOne(applicationProperties, application, applicationValues),
    stays: true,
  },
  {
    name: 'application that is wrong',
    type: 'application',
    inputs: {
      name: 'x',
      tenantId: 'abc',
      jwtConfiguration: { accessTokenId: 'q' },
      oauthConfiguration: {},
    },
  },
  {
    name: 'API key for logins',
    type: 'apiKey',
    inputs: apiKey,
    edits: {
      rename: { ...apiKey, name: 'renamed' },
      'more endpoints': {
        ...apiKey,
        description: 'd',
        permissionsEndpoints: [{ endpoint: '/api/user', get: true, delete: true }, loginOnly],
      },
      'more methods': { ...apiKey, permissionsEndpoints: [{ ...loginOnly, get: true }] },
      'no tenant': { name: 'login', keyId: id(20), permissionsEndpoints: [loginOnly] },
    },
    plans: oneByOne(apiKeyProperties, apiKey, { tenantId: TENANT, permissionsEndpoints: [] }),
  },
  {
    name: 'API key with many endpoints',
    type: 'apiKey',
    inputs: {
      name: 'many',
      keyId: id(42),
      permissionsEndpoints: ['user', 'tenant', 'application', 'key', 'login'].map(
        (name, index) => ({
          endpoint: `/api/${name}`,
          get: index % 2 === 0,
          post: true,
        }),
      ),
    },
  },
  {
    name: 'API key that is shown once',
    type: 'apiKey',
    inputs: { name: 'hidden', key: 'given', retrievable: false, expirationInstant: 4102444800000 },
  },
  {
    name: 'user',
    type: 'user',
    inputs: user,
    edits: {
      'names and data': {
        ...user,
        firstName: 'F',
        preferredLanguages: ['en', 'fr'],
        data: '{"k":[1,2]}',
      },
      password: { ...user, password: 'password-2-long' },
      'other address': {
        ...user,
        email: 'x@example.com',
        mobilePhone: '555',
        passwordChangeRequired: true,
      },
      'no tenant': {
        userId: USER,
        email: 'x@example.com',
        username: 'ab',
        password: 'password-1-long',
      },
      everything: every(userProperties, userValues),
      'back to the start': user,
    },
    plans: oneByOne(userProperties, user, userValues),
    stays: true,
  },
  {
    name: 'user with second factors',
    type: 'user',
    inputs: userWithSecondFactors,
  },
  {
    name: 'user without a password',
    type: 'user',
    inputs: { email: 'none@example.com', tenantId: TENANT },
  },
  { name: 'user without any login id', type: 'user', inputs: { firstName: 'x' } },
  {
    name: 'role with a name only',
    type: 'applicationRole',
    inputs: { applicationId: APPLICATION, name: 'minimal' },
    edits: { description: { applicationId: APPLICATION, name: 'minimal', description: 'd' } },
    importAs: `${APPLICATION}:${id(99)}`,
  },
  {
    name: 'role',
    type: 'applicationRole',
    inputs: role,
    edits: {
      'super role': { ...role, description: 'Reads.', isSuperRole: true },
      'default role': { ...role, description: 'Reads.', isDefault: true },
      'back to the start': role,
      rename: { ...role, name: 'renamed' },
      'other application': { ...role, applicationId: id(77) },
      'with an id': { ...role, applicationRoleId: id(11) },
    },
    plans: oneByOne(applicationRoleProperties, role, { applicationId: APPLICATION }),
    importAs: (own) => `${APPLICATION}:${own}`,
    stays: true,
  },
  {
    name: 'role of a name that is taken',
    type: 'applicationRole',
    inputs: { applicationId: APPLICATION, name: 'reader' },
  },
  {
    name: 'role that is wrong',
    type: 'applicationRole',
    inputs: { applicationId: 'q', name: 'reader' },
  },
  {
    name: 'scope with a name only',
    type: 'applicationOauthScope',
    inputs: { applicationId: APPLICATION, name: 'orders:read' },
    edits: { description: { applicationId: APPLICATION, name: 'orders:read', description: 'd' } },
    importAs: (own) => `${APPLICATION}:${own}`,
  },
  {
    name: 'scope',
    type: 'applicationOauthScope',
    inputs: scope,
    edits: {
      texts: { ...scope, defaultConsentMessage: 'Read orders', defaultConsentDetail: 'All.' },
      'required, with data': { ...scope, required: true, data: '{"a":1}' },
      'back to the start': scope,
      rename: { ...scope, name: 'orders:write' },
      'with an id': { ...scope, scopeId: id(12) },
    },
    plans: oneByOne(applicationOauthScopeProperties, scope, { applicationId: APPLICATION }),
    importAs: (own) => `${APPLICATION}:${own}`,
  },
  {
    name: 'scope of a name that FusionAuth has',
    type: 'applicationOauthScope',
    inputs: { applicationId: APPLICATION, name: 'profile' },
  },
  {
    name: 'scope that is wrong',
    type: 'applicationOauthScope',
    inputs: { applicationId: 'q', name: 'orders:read', data: 'q' },
  },
  {
    name: 'registration',
    type: 'registration',
    inputs: registration,
    edits: {
      details: {
        ...registration,
        username: 'n',
        data: '{"a":1}',
        preferredLanguages: ['en'],
        timezone: 'UTC',
      },
      'unknown role': { ...registration, roles: ['none'] },
      role: { ...registration, roles: ['reader'] },
      'no role': { ...registration, roles: [] },
      'role again': { ...registration, roles: ['reader'] },
      'roles left out': registration,
      'other application': { ...registration, applicationId: id(77) },
    },
    plans: oneByOne(registrationProperties, registration, { userId: USER }),
    importAs: `${USER}:${APPLICATION}`,
  },
  {
    name: 'registration with a role',
    type: 'registration',
    inputs: { ...registration, roles: ['reader'] },
    edits: { 'no role': { ...registration, roles: [] } },
    importAs: `${USER}:${APPLICATION}`,
  },
  {
    name: 'registration without roles, said so',
    type: 'registration',
    inputs: { ...registration, roles: [] },
    edits: { role: { ...registration, roles: ['reader'] } },
    importAs: `${USER}:${APPLICATION}`,
  },
  {
    name: 'registration that is wrong',
    type: 'registration',
    inputs: { userId: 'q', applicationId: 'q' },
  },
  {
    name: 'entity type',
    type: 'entityType',
    inputs: entityType,
    edits: {
      rename: { ...entityType, name: 'renamed' },
      'own key': {
        ...entityType,
        data: '{"a":1}',
        jwtConfiguration: { enabled: true, accessTokenKeyId: KEY, timeToLiveInSeconds: 60 },
      },
      'no key': { ...entityType, name: 'renamed' },
    },
    plans: oneByOne(entityTypeProperties, entityType, {}),
    stays: true,
  },
  {
    name: 'entity type permission',
    type: 'entityTypePermission',
    inputs: permission,
    edits: {
      description: { ...permission, description: 'd', isDefault: true },
      rename: { ...permission, name: 'write' },
    },
    plans: oneByOne(entityTypePermissionProperties, permission, {}),
    importAs: `${TYPE}:${PERMISSION}`,
    stays: true,
  },
  {
    name: 'entity',
    type: 'entity',
    inputs: entity,
    edits: {
      'name and data': { ...entity, name: 'renamed', data: '{"q":true}' },
      secret: { ...entity, clientSecret: 'given' },
    },
    plans: oneByOne(entityProperties, entity, {}),
    importAs: `${TENANT}:${TARGET}`,
    stays: true,
  },
  {
    name: 'recipient',
    type: 'entity',
    inputs: { ...entity, name: 'client', entityId: CLIENT },
    importAs: `${TENANT}:${CLIENT}`,
    stays: true,
  },
  {
    name: 'entity grant',
    type: 'entityGrant',
    inputs: grant,
    edits: {
      data: { ...grant, data: '{"a":1}' },
      'to a user': { tenantId: TENANT, entityId: TARGET, userId: USER, permissions: ['read'] },
      'no permissions': { ...grant, permissions: [] },
    },
  },
  { name: 'grant to nobody', type: 'entityGrant', inputs: { entityId: TARGET } },
  {
    name: 'grant to two',
    type: 'entityGrant',
    inputs: { entityId: TARGET, recipientEntityId: CLIENT, userId: USER },
  },
];
