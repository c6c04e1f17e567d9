import { isObject } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import { DATA } from '../codecs.ts';
import { toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { merged, wireResource } from '../wire-resource.ts';
import { applicationProperties } from '../properties/application.ts';

const enabled = (values: Values): boolean => {
  const block = values['passwordlessConfiguration'];
  return isObject(block) && block['enabled'] === true;
};

const wire: Wire = {
  wrapper: 'application',
  properties: applicationProperties,
  codecs: { data: DATA },
  unsent: ['oauthConfiguration.clientId', 'passwordlessConfigurationEnabled'],
};

/** What Go sends of an application whatever the program says. */
const ALWAYS: Values = {
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
};

/** A request about an application that says nothing. */
export const EMPTY_REQUEST: Values = merged(toJson(wire, {}), ALWAYS);

/** An application. */
export const application = wireResource({
  ...wire,
  token: 'fusionauth:index/application:Application',
  idProperty: 'fusionauthApplicationId',
  schemaVersion: 1,
  path: '/api/application',
  idInput: 'applicationId',
  idUnread: true,
  always: ALWAYS,
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
