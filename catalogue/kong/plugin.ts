import type { Change } from '../change.ts';
import {
  breaks,
  differs,
  opens,
  switched,
  type Inputs,
  type Kind,
  type Statement,
} from '../kind.ts';
import { isHidden } from '../redact.ts';
import { code } from '../statement.ts';
import { CONFIG, listOf, pluginConfig } from '../values.ts';
import { pluginKind } from './plugins/index.ts';
import { CREDENTIAL_API, TAGS, reference } from './kong.ts';
import { named } from './plugin-schema.ts';
import { recordedSchemas } from './recorded-schemas.ts';

const protocols = (before: unknown, after: unknown) =>
  listOf(before).some((one) => !listOf(after).includes(one))
    ? opens('requests by the other protocols pass it by')
    : differs('it looks at requests by more protocols');

/** Most plugins are for HTTP and gRPC; some are for streams, too. */
function protocolsOf(name: string): unknown {
  const { fields } = recordedSchemas().plugins[name] ?? {};
  return named(fields).get('protocols')?.default ?? ['grpc', 'grpcs', 'http', 'https'];
}

export const plugin: Kind = {
  type: 'kong:index/plugin:Plugin',
  title: 'plugin',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/plugins/${id}`, list: 'plugins' },
  // Kong holds one plugin of a name for each combination of what it is for.
  search: { by: ['name', 'serviceId', 'routeId', 'consumerId'] },
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
    protocols: { absent: ({ name }: Inputs) => protocolsOf(String(name)), judgement: protocols },
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
  describe: describePlugin,
};

function describePlugin(change: Change): Statement[] {
  const { operation, before, after, ofNew } = change;
  const name = String(before['name'] ?? after['name']);
  const [was, is] = [before, after].map((inputs) =>
    Object.keys(inputs).length === 0 || inputs['enabled'] === false
      ? undefined
      : pluginConfig(inputs),
  );
  const api = apiOf(change);
  const end = after['enabled'] === false ? ': the plugin is off.' : '.';
  const isKnown = ![before, after].some((inputs) => isHidden(inputs[CONFIG]));
  const said = (isKnown && pluginKind(name).describe?.({ was, is, ofNew, api, end })) || [];
  const gap =
    operation === 'replace' && was && is
      ? [breaks(`Plugin ${code(name)} on ${api} is replaced: it is away for a moment.`)]
      : [];
  if (said.length + gap.length > 0) return [...said, ...gap];
  const verb = { create: 'is new', delete: 'is deleted', update: 'changes' }[operation as string];
  return [differs(`Plugin ${code(name)} ${verb ?? 'is taken over'} on ${api}.`)];
}

/** Where a plugin stands, by the component that declares it. */
function apiOf({ component, after, before }: Change): string {
  if (component) return code(component.name);
  return (after['serviceId'] ?? before['serviceId']) ? 'a service' : 'every API';
}
