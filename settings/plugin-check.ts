import { configProblems, type ConfigProblem } from '../catalogue/kong/config-problems.ts';
import { completeConfig, type PluginConfig } from '../catalogue/kong/plugin-schema.ts';
import { recordedSchemas } from '../catalogue/kong/recorded-schemas.ts';
import { nearest } from '../catalogue/nearest.ts';
import { apiPlugins } from '../components/api-plugins.ts';
import { inFieldsOf, type PluginArgs, type PluginSchemas } from '../components/kong-plugin.ts';
import type { KongAdmin } from '../servers/kong-admin.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import { WrongAnswer } from '../servers/server-api.ts';
import type { Settings } from './settings.ts';

/** A plugin that the settings ask for, and the setting that does. */
interface Use extends PluginArgs {
  key: string;
  /** Whether it is written by Kong's own names. */
  asKongHasIt: boolean;
}

/**
 * Kong's own schemas of every plugin that the settings ask for, once it is sure that Kong takes each configuration.
 *
 * @param kong the Kong in question; without it, as before it runs for the first time, Kong 3.9 is taken.
 * @throws SettingsError with every plugin that it does not have, and every field that it would refuse.
 */
export async function requirePlugins(settings: Settings, kong?: KongAdmin): Promise<PluginSchemas> {
  const uses = usesOf(settings);
  const names = [...new Set(uses.map(({ name }) => name))];
  const schemas = kong ? await schemasOf(kong, names) : recordedSchemas().plugins;
  const known = await knownNames(names, schemas, kong);
  const problems = [...repeated(uses), ...uses.flatMap((use) => problemsOf(use, schemas, known))];
  if (problems.length > 0) throw new SettingsError(problems);
  const refusals = kong ? await refusalsOf(kong, uses, schemas) : [];
  if (refusals.length > 0) throw new SettingsError(refusals);
  return schemas;
}

/** The plugins that have settings of their own, which every Kong has unless it was told otherwise. */
export function bundledPlugins(settings: Settings): string[] {
  // Its credentials and groups are theirs.
  if (settings.side === 'issuer') return ['jwt', 'acl'];
  const own = usesOf(settings).filter(({ asKongHasIt }) => !asKongHasIt);
  return [...new Set(own.map(({ name }) => name))];
}

function usesOf(settings: Settings): Use[] {
  const { apis, applications, machines, keyClaim, guardIdentityHeaders } = settings;
  const listed = (at: string, plugins: readonly PluginArgs[] = []): Use[] =>
    plugins.map((plugin, index) => {
      return { ...plugin, key: `${at}.plugins[${index}]`, asKongHasIt: true };
    });
  const clients = (list: string, of: readonly { plugins?: PluginArgs[] | undefined }[]) =>
    of.flatMap(({ plugins }, index) => listed(`${list}[${index}]`, plugins));
  const ofApi = (api: Settings['apis'][number], at: string): Use[] => {
    const args = { ...api, keyClaim, guardIdentityHeaders, allow: ['any'], plugins: [] };
    const typed = apiPlugins(api.name, args);
    if (api.keyAuth) typed.push({ name: 'request-termination' });
    return [
      ...typed.map((plugin) => ({ ...plugin, key: at, asKongHasIt: false })),
      ...listed(at, api.plugins),
      ...api.routes.flatMap(({ plugins }, index) => listed(`${at}.routes[${index}]`, plugins)),
    ];
  };
  return [
    ...apis.flatMap((api, index) => ofApi(api, `apis[${index}]`)),
    ...clients('applications', applications),
    ...clients('machines', machines),
  ];
}

async function schemasOf(kong: KongAdmin, names: readonly string[]): Promise<PluginSchemas> {
  const found = await Promise.all(
    names.map(async (name) => [name, await kong.pluginSchema(name)] as const),
  );
  return Object.fromEntries(found.filter(([, schema]) => schema)) as PluginSchemas;
}

/** All that Kong has, where it lacks one of those asked for. */
async function knownNames(
  names: readonly string[],
  schemas: PluginSchemas,
  kong: KongAdmin | undefined,
): Promise<string[]> {
  if (!kong || names.every((name) => name in schemas)) return Object.keys(schemas);
  const { plugins } = await kong.node();
  return Object.keys(plugins?.available_on_server ?? schemas);
}

/** Kong allows one plugin of a name per API, route or client. */
function repeated(uses: readonly Use[]): Problem[] {
  const places = Map.groupBy(uses, ({ key, name }) => `${placeOf(key)} ${name}`);
  return [...places.values()].flatMap((same) =>
    same.slice(1).map(({ key, name }) => {
      const fault = 'is asked for more than once, or has a setting of its own that is used';
      return { key: `${key}.name`, value: name, fault, fix: remove(key) };
    }),
  );
}

function placeOf(key: string): string {
  return key.replace(/\.plugins\[\d+\]$/, '');
}

function problemsOf(use: Use, schemas: PluginSchemas, known: readonly string[]): Problem[] {
  const { key, name, config = {}, asKongHasIt } = use;
  const schema = schemas[name];
  if (!schema) {
    const meant = nearest(name, known);
    const fault = `is no plugin of this Kong${meant ? `; did you mean ${meant}?` : ''}`;
    const fix = meant ? set(`${key}.name`, meant) : remove(key);
    return [{ key: `${key}.name`, value: name, fault, fix }];
  }
  return configProblems(schema, inFieldsOf(schema, config)).map((problem) =>
    asKongHasIt ? ofField(key, problem) : ofSetting(use, problem),
  );
}

function ofField(key: string, { path, fault }: ConfigProblem): Problem {
  const at = ['config', ...(path === '' ? [] : [path])]
    .join('.')
    .replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  const field = `${key}.${at}`;
  const fix = fault.startsWith('is no field') ? remove(field) : set(field, 'VALUE');
  return { key: field, fault, fix };
}

function ofSetting({ key, name }: Use, { path, fault }: ConfigProblem): Problem {
  const said = `asks Kong's plugin ${name} for what this Kong does not know: ${path} ${fault}`;
  return { key, fault: said, fix: `take it out of ${key}, or run a later Kong` };
}

/** What only Kong itself knows: addresses, patterns, rules over several fields. Nothing is stored by asking. */
async function refusalsOf(
  kong: KongAdmin,
  uses: readonly Use[],
  schemas: PluginSchemas,
): Promise<Problem[]> {
  const asked = new Map<string, Promise<string | undefined>>();
  const found = await Promise.all(
    uses.map(async ({ key, name, config = {} }) => {
      const schema = schemas[name]!;
      const complete = completeConfig(schema, inFieldsOf(schema, config));
      const text = `${name} ${JSON.stringify(complete)}`;
      const answer = asked.get(text) ?? refusal(kong, name, complete);
      asked.set(text, answer);
      const fault = await answer;
      return fault === undefined ? [] : [{ key, fault, fix: `mend it in ${key}` }];
    }),
  );
  return found.flat();
}

async function refusal(
  kong: KongAdmin,
  name: string,
  config: PluginConfig,
): Promise<string | undefined> {
  try {
    await kong.send('POST', '/schemas/plugins/validate', { body: { name, config } });
    return undefined;
  } catch (error) {
    // Who may not ask learns of it when the plugin is made.
    if (!(error instanceof WrongAnswer) || error.status !== 400) return undefined;
    const { message } = JSON.parse(error.body) as { message: string };
    return `would be refused by Kong's plugin ${name}: ${message}`;
  }
}

function set(key: string, value: string): string {
  return `pulumi config set --path '${key}' ${value}`;
}

function remove(key: string): string {
  return `pulumi config rm --path '${key}'`;
}
