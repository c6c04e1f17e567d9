import { breaks, differs, opens, switched, type Kind } from '../kind.ts';
import { listOf } from '../values.ts';
import { CREDENTIAL_API, TAGS, reference } from './kong.ts';

const protocols = (before: unknown, after: unknown) =>
  listOf(before).some((one) => !listOf(after).includes(one))
    ? opens('requests by the other protocols pass it by')
    : differs('it looks at requests by more protocols');

export const plugin: Kind = {
  type: 'kong:index/plugin:Plugin',
  title: 'plugin',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/plugins/${id}`, list: 'plugins' },
  label: (inputs, names) => {
    const owner = ['service', 'route', 'consumer'].find((kind) => inputs[`${kind}Id`]);
    const name = String(inputs['name']);
    if (!owner) return `plugin ${name}`;
    return `plugin ${name} of ${names.get(String(inputs[`${owner}Id`])) ?? owner}`;
  },
  missing: opens('nothing asks for what the plugin asked for'),
  properties: {
    name: { judgement: opens('it is another plugin') },
    enabled: {
      absent: true,
      judgement: switched({
        on: breaks('a plugin that was off is switched on'),
        off: opens('the plugin is switched off'),
      }),
    },
    protocols: { absent: ['grpc', 'grpcs', 'http', 'https'], judgement: protocols },
    serviceId: {
      field: 'service',
      toServer: reference,
      judgement: opens('it guards something else'),
    },
    routeId: { field: 'route', toServer: reference, judgement: opens('it guards something else') },
    consumerId: {
      field: 'consumer',
      toServer: reference,
      judgement: opens('it is for other callers'),
    },
    instanceName: {
      field: 'instance_name',
      judgement: differs('logs name the plugin otherwise'),
    },
    configJson: { field: 'config', judgement: differs('the plugin works otherwise') },
    strictMatch: { unread: true, judgement: differs('the provider compares less') },
    tags: TAGS,
  },
  leftAlone: ['tags'],
};
