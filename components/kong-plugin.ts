import * as kong from '@pulumi/kong';
import * as pulumi from '@pulumi/pulumi';
import {
  completeConfig,
  configField,
  holdsSecret,
  named,
  type PluginConfig,
  type PluginSchema,
} from '../catalogue/kong/plugin-schema.ts';
import { isObject } from '../catalogue/values.ts';
import { recordedSchemas } from '../catalogue/kong/recorded-schemas.ts';

/** One of Kong's plugins, by its own names: https://developer.konghq.com/plugins/ */
export interface PluginArgs {
  name: string;
  /** The fields that are not as Kong has them by default. */
  config?: PluginConfig | undefined;
  /** Default: true. */
  enabled?: boolean | undefined;
}

/** What a plugin is for: an API, one of its routes, or a client. */
export interface PluginScope {
  serviceId?: pulumi.Input<string>;
  routeId?: pulumi.Input<string>;
  consumerId?: pulumi.Input<string>;
}

/** Kong's own schemas of the plugins that are declared, by name. */
export type PluginSchemas = Readonly<Record<string, PluginSchema>>;

/**
 * Declares a plugin with every field that the schema knows, so that drift in each is seen.
 *
 * @param schemas those of the Kong in question; of Kong 3.9 if left out.
 * @throws Error if they do not know the plugin.
 */
export function declarePlugin(
  logicalName: string,
  { name, config = {}, enabled = true }: PluginArgs,
  scope: PluginScope,
  opts: pulumi.CustomResourceOptions,
  schemas: PluginSchemas = recordedSchemas().plugins,
): kong.Plugin {
  const schema = schemas[name];
  if (!schema) {
    const known = Object.keys(schemas).sort().join(', ');
    throw new Error(`Kong has no plugin ${JSON.stringify(name)}; known are ${known}.`);
  }
  const fitting = inFieldsOf(schema, config);
  const configJson = JSON.stringify(completeConfig(schema, fitting));
  return new kong.Plugin(
    logicalName,
    {
      name,
      ...scope,
      enabled,
      configJson: holdsSecret(schema, fitting) ? pulumi.secret(configJson) : configJson,
      // Without it the provider never compares the configuration with Kong's.
      strictMatch: true,
    },
    // Kong allows one plugin of a name per service.
    { ...opts, deleteBeforeReplace: true },
  );
}

/** Before Kong 3.6 the connection to Redis was no record of its own: `redis_host`, not `redis.host`. */
export function inFieldsOf(schema: PluginSchema, config: PluginConfig): PluginConfig {
  const fields = named(configField(schema).fields);
  const { redis, ...rest } = config;
  if (!isObject(redis) || fields.has('redis')) return config;
  const flat = Object.entries(redis).map(([name, value]) => [`redis_${name}`, value]);
  return { ...rest, ...(Object.fromEntries(flat) as PluginConfig) };
}
