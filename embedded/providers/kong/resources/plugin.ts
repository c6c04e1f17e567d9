import { boolean, string, strings } from '../../framework/properties.ts';
import { UNKNOWN, isObject, text } from '../../framework/values.ts';
import type { Value } from '../../framework/values.ts';
import { TAGS, entityResource } from '../entity.ts';

/** A plugin on a service, a route, a consumer or on everything. */
export const plugin = entityResource({
  token: 'kong:index/plugin:Plugin',
  kind: 'plugin',
  path: '/plugins',
  properties: {
    computedConfig: string({ outputOnly: true }),
    configJson: string({ normalise: normaliseJson, kept: true }),
    consumerId: string(),
    enabled: boolean({ default: true }),
    name: string({ autoname: true, replace: true }),
    routeId: string(),
    serviceId: string(),
    strictMatch: boolean({ default: false }),
    tags: strings(),
  },
  fields: {
    configJson: { json: 'config', toKong: parseConfig, writeOnly: true },
    consumerId: { json: 'consumer.id' },
    enabled: { json: 'enabled', send: 'given' },
    name: { json: 'name' },
    routeId: { json: 'route.id' },
    serviceId: { json: 'service.id' },
    tags: TAGS,
  },
  /** Only a strict match compares the whole configuration; otherwise it is shown, not compared. */
  received(entity, state, connection) {
    const config = stringify(entity['config'] ?? {});
    return state['strictMatch'] === true || connection.strictPluginsMatch
      ? { ...state, configJson: config }
      : { ...state, computedConfig: config };
  },
  check: (inputs) => {
    const problem = jsonProblem(inputs['configJson']);
    if (!problem) return [];
    return [{ property: 'configJson', reason: `configJson must be a JSON object: ${problem}` }];
  },
});

/** JSON with sorted keys and without blanks, as it is kept in state. */
function stringify(value: Value): string {
  return JSON.stringify(value, (_key, item: Value) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

function normaliseJson(json: Value): Value {
  try {
    return stringify(JSON.parse(text(json)) as Value);
  } catch {
    return json;
  }
}

function parseConfig(json: Value): Value {
  return JSON.parse(text(json)) as Value;
}

function jsonProblem(json: Value | undefined): string | undefined {
  if (typeof json !== 'string' || json === UNKNOWN) return undefined;
  try {
    return isObject(JSON.parse(json) as Value) ? undefined : `got ${json.slice(0, 40)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
