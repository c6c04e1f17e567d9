import type { NamedField, PluginField, PluginSchema } from '../../catalogue/kong/plugin-schema.ts';
import { recordedSchemas } from '../../catalogue/kong/recorded-schemas.ts';

/** A release of Kong Gateway, as far as the gateway shows it: its version and what its plugins have. */
export interface Release {
  version: string;
  edition: 'community' | 'enterprise';
  entities: Readonly<Record<string, object>>;
  plugins: Readonly<Record<string, PluginSchema>>;
}

/** Kong 3.9.1 is played in full; of the others the versions and the fields of plugins. */
export type ReleaseName = '3.4' | '3.8' | '3.9' | '3.10-enterprise';

/** That release, made of the recorded schemas of 3.9.1 and of what differs from them. */
export function releaseOf(name: ReleaseName): Release {
  const { entities, plugins, kong } = recordedSchemas();
  switch (name) {
    case '3.4':
      return {
        version: '3.4.2',
        edition: 'community',
        entities,
        plugins: without(withFlatRedis(plugins), [...LATER_THAN_3_8, ...LATER_THAN_3_4]),
      };
    case '3.8':
      return {
        version: '3.8.1',
        edition: 'community',
        entities,
        plugins: without(plugins, LATER_THAN_3_8),
      };
    case '3.9':
      return { version: kong, edition: 'community', entities, plugins };
    case '3.10-enterprise':
      return {
        version: '3.10.0.0-enterprise-edition',
        edition: 'enterprise',
        entities,
        plugins: withFields({ ...plugins, ...ENTERPRISE }, SINCE_3_10),
      };
  }
}

// What came when: kong/clustering/compat/removed_fields.lua and kong/constants.lua of https://github.com/Kong/kong.

const LATER_THAN_3_8 = ['redirect'];

const LATER_THAN_3_4 = [
  ...['ai-prompt-decorator', 'ai-prompt-guard', 'ai-prompt-template', 'ai-proxy'],
  ...['ai-request-transformer', 'ai-response-transformer', 'standard-webhooks'],
  'acl.always_use_authenticated_groups',
  'acme.storage_config.redis.scan_count',
  'aws-lambda.empty_arrays_mode',
  'basic-auth.realm',
  'cors.private_network',
  'datadog.queue.concurrency_limit',
  'hmac-auth.realm',
  'http-log.queue.concurrency_limit',
  'jwt.realm',
  'key-auth.realm',
  'ldap-auth.realm',
  'oauth2.realm',
  'opentelemetry.logs_endpoint',
  'opentelemetry.propagation',
  'opentelemetry.queue.concurrency_limit',
  'opentelemetry.sampling_rate',
  'prometheus.ai_metrics',
  'response-transformer.rename.json',
  'session.read_body_for_logout',
  'statsd.queue.concurrency_limit',
  'zipkin.propagation',
  'zipkin.queue.concurrency_limit',
];

const SINCE_3_10: Readonly<Record<string, readonly NamedField[]>> = {
  cors: [{ allow_origin_absent: { type: 'boolean', required: true, default: true } }],
  session: [
    { hash_subject: { type: 'boolean', default: false } },
    { store_metadata: { type: 'boolean', default: false } },
  ],
  prometheus: [{ wasm_metrics: { type: 'boolean', required: true, default: false } }],
};

/** One plugin stands for those that only Kong Enterprise has. */
const ENTERPRISE: Readonly<Record<string, PluginSchema>> = {
  'rate-limiting-advanced': {
    fields: [
      { protocols: protocols() },
      {
        config: {
          type: 'record',
          required: true,
          fields: [
            { identifier: { type: 'string', required: true, default: 'consumer' } },
            { window_size: { type: 'array', required: true, elements: { type: 'number' } } },
            { limit: { type: 'array', required: true, elements: { type: 'number' } } },
            { window_type: { type: 'string', default: 'sliding', one_of: ['fixed', 'sliding'] } },
            { sync_rate: { type: 'number' } },
            { namespace: { type: 'string', required: true, auto: true } },
            { strategy: { type: 'string', required: true, default: 'local' } },
            { hide_client_headers: { type: 'boolean', default: false } },
          ],
        },
      },
    ],
  },
};

function protocols(): PluginField {
  const names = ['grpc', 'grpcs', 'http', 'https'];
  const elements = { type: 'string', one_of: names };
  return { type: 'set', required: true, default: names, elements };
}

type Plugins = Readonly<Record<string, PluginSchema>>;

/** Leaves out whole plugins, and fields by their path: `jwt.realm`. */
function without(plugins: Plugins, paths: readonly string[]): Plugins {
  const kept = Object.entries(plugins).filter(([name]) => !paths.includes(name));
  return Object.fromEntries(
    kept.map(([name, schema]) => {
      const own = paths.filter((path) => path.startsWith(`${name}.`));
      return [
        name,
        own.reduce((left, path) => change(left, drop(path.split('.').slice(1))), schema),
      ];
    }),
  );
}

type Change = (config: PluginField) => PluginField;

function change(schema: PluginSchema, edit: Change): PluginSchema {
  const fields = schema.fields.map(({ config, ...rest }) =>
    config ? { config: edit(config) } : (rest as NamedField),
  );
  return { ...schema, fields };
}

function drop([name = '', ...rest]: readonly string[]): Change {
  return (record) => ({
    ...record,
    fields: (record.fields ?? []).flatMap((field) => {
      const inner = field[name];
      if (!inner) return [field];
      return rest.length > 0 ? [{ [name]: drop(rest)(inner) }] : [];
    }),
  });
}

function withFields(plugins: Plugins, more: typeof SINCE_3_10): Plugins {
  const changed = Object.entries(more).map(([name, fields]) => {
    const add: Change = (config) => ({ ...config, fields: [...(config.fields ?? []), ...fields] });
    return [name, change(plugins[name]!, add)] as const;
  });
  return { ...plugins, ...Object.fromEntries(changed) };
}

/** Before 3.6 the connection to Redis was no record of its own: `redis_host`, not `redis.host`. */
function withFlatRedis(plugins: Plugins): Plugins {
  const flat: Change = (config) => ({
    ...config,
    shorthand_fields: [],
    fields: (config.fields ?? []).flatMap((field) =>
      field['redis']
        ? field['redis'].fields!.map((one): NamedField => {
            const [[name, inner]] = Object.entries(one) as [[string, PluginField]];
            return { [`redis_${name}`]: inner };
          })
        : [field],
    ),
  });
  const flattened = ['rate-limiting', 'response-ratelimiting'].map((name) => {
    const text = JSON.stringify(change(plugins[name]!, flat));
    return [name, JSON.parse(text.replaceAll('config.redis.', 'config.redis_')) as PluginSchema];
  });
  return { ...plugins, ...(Object.fromEntries(flattened) as Plugins) };
}
