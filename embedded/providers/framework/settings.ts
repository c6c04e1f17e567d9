import type { ConfigProperty, Failure, PackageDefinition } from './package.ts';
import { snake } from './properties.ts';
import { UNKNOWN, isGiven, show } from './values.ts';
import type { Value, Values } from './values.ts';

/** Keys that the engine adds to any provider's configuration. */
const ENGINE_KEYS = new Set(['version', 'pluginDownloadURL']);

/** Checks a provider's settings; they come as text, also booleans. */
export function checkSettings<Connection>(
  definition: PackageDefinition<Connection>,
  news: Values,
): { inputs: Values; failures: Failure[] } {
  const failures: Failure[] = [];
  const fail = (reason: string): void => void failures.push({ property: '', reason });
  for (const [name, value] of Object.entries(news)) {
    const property = definition.config[name];
    const key = `${definition.name}:${name}`;
    if (!property) {
      if (ENGINE_KEYS.has(name) || name.startsWith('__')) continue;
      fail(
        `\`${key}\` is not a valid configuration key for the ${definition.name} provider. ` +
          'If the referenced key is not intended for the provider, ' +
          `please choose a different namespace from \`${definition.name}:\`.`,
      );
    } else if (isGiven(value) && value !== UNKNOWN && convert(property, value) === undefined) {
      fail(
        `${key} must be ${property.type === 'boolean' ? 'true or false' : 'text'}, got ${show(value)}`,
      );
    }
  }
  for (const [name, property] of Object.entries(definition.config)) {
    if (!property.required || property.default !== undefined || isGiven(news[name])) continue;
    if (fromEnvironment(property) !== undefined) continue;
    const key = `${definition.name}:${name}`;
    fail(
      'could not validate provider configuration: Missing required argument. ' +
        `The argument "${snake(name)}" is required, but no definition was found.. ` +
        `Check \`pulumi config get ${key}\`. Set it with \`pulumi config set ${property.secret ? '--secret ' : ''}${key} …\`` +
        `${property.env ? ` or in ${property.env.join(', ')}` : ''}.`,
    );
  }
  return { inputs: news, failures };
}

/** The settings as their types, completed from the environment and by defaults. */
export function withEnvironment<Connection>(
  definition: PackageDefinition<Connection>,
  given: Values,
): Values {
  const settings: Values = {};
  for (const [name, property] of Object.entries(definition.config)) {
    const value = isGiven(given[name]) ? given[name] : fromEnvironment(property);
    const converted = isGiven(value) ? convert(property, value) : property.default;
    if (isGiven(converted)) settings[name] = converted;
  }
  return settings;
}

function fromEnvironment(property: ConfigProperty): string | undefined {
  return property.env
    ?.map((name) => process.env[name])
    .find((value) => value !== undefined && value !== '');
}

function convert(property: ConfigProperty, value: Value): Value | undefined {
  if (property.type === 'string') return typeof value === 'object' ? undefined : String(value);
  if (typeof value === 'boolean') return value;
  // As Go's strconv.ParseBool, in which the official providers' settings end.
  const given = typeof value === 'string' ? value : '?';
  if (/^(1|t|T|true|True|TRUE)$/.test(given)) return true;
  return /^(0|f|F|false|False|FALSE)?$/.test(given) ? false : undefined;
}
