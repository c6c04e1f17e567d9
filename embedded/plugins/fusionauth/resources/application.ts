import { isObject } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import { DATA } from '../codecs.ts';
import { wireResource } from '../wire-resource.ts';
import { applicationProperties } from '../properties/application.ts';

const enabled = (values: Values): boolean => {
  const block = values['passwordlessConfiguration'];
  return isObject(block) && block['enabled'] === true;
};

/** An application. */
export const application = wireResource({
  token: 'fusionauth:index/application:Application',
  properties: applicationProperties,
  idProperty: 'fusionauthApplicationId',
  schemaVersion: 1,
  wrapper: 'application',
  path: '/api/application',
  idInput: 'applicationId',
  idUnread: true,
  codecs: { data: DATA },
  always: {
    application: {
      cleanSpeakConfiguration: { enabled: false },
      jwtConfiguration: {
        refreshTokenRevocationPolicy: {
          onLoginPrevented: false,
          onMultiFactorEnable: false,
          onOneTimeTokenReuse: false,
          onPasswordChanged: false,
        },
      },
      multiFactorConfiguration: { voice: {} },
    },
    eventInfo: { location: {} },
    role: { isDefault: false, isSuperRole: false },
  },
  unsent: ['oauthConfiguration.clientId', 'passwordlessConfigurationEnabled'],
  tenantHeader: ['create'],
  deleteQuery: '?hardDelete=true',
  updateUnread: true,
  /** Passwordless login can be switched on in a block and in a flag that the block replaced. */
  prepare: (planned) =>
    planned['passwordlessConfigurationEnabled'] === true
      ? {
          ...planned,
          passwordlessConfiguration: {
            ...(isObject(planned['passwordlessConfiguration'])
              ? planned['passwordlessConfiguration']
              : {}),
            enabled: true,
          },
        }
      : planned,
  adjust(found, before) {
    const [flag, block] = [before['passwordlessConfigurationEnabled'] === true, enabled(before)];
    const on = enabled(found);
    return {
      ...found,
      passwordlessConfigurationEnabled: on && !(block && !flag),
      passwordlessConfiguration: {
        ...(isObject(found['passwordlessConfiguration']) ? found['passwordlessConfiguration'] : {}),
        enabled: on && !(flag && !block),
      },
    };
  },
});
