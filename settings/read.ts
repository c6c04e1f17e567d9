import { crossCheck } from './cross-check.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import { describe } from './describe.ts';
import { schema, type Settings } from './settings.ts';

/** The namespace of the stack's own settings in Pulumi.STACK.yaml: the project's name. */
export const NAMESPACE = 'fusionauth-kong';

/** Settings that hold lists or more settings; Pulumi hands them over as JSON text. */
const STRUCTURED = new Set(['applications', 'machines', 'apis', 'docker']);

/**
 * Reads and checks the stack's settings.
 *
 * @param config every configuration value of the stack, by full key (`fusionauth-kong:issuer`).
 * @throws SettingsError with every problem found: key, value and the command that mends it.
 */
export function readSettings(config: Readonly<Record<string, string>>): Settings {
  const own = Object.entries(config)
    .filter(([key]) => key.startsWith(`${NAMESPACE}:`))
    .map(([key, text]) => [key.slice(NAMESPACE.length + 1), text] as const);
  const unparsable: Problem[] = [];
  const raw = Object.fromEntries(own.map(([key, text]) => [key, parse(key, text, unparsable)]));
  const result = schema.safeParse(raw);
  const problems = result.success
    ? crossCheck(result.data)
    : describe(result.error.issues, raw).filter(
        ({ key }) => !unparsable.some((p) => p.key === key),
      );
  if (unparsable.length + problems.length > 0)
    throw new SettingsError([...unparsable, ...problems]);
  return result.data as Settings;
}

function parse(key: string, text: string, problems: Problem[]): unknown {
  if (!STRUCTURED.has(key)) return text;
  try {
    return JSON.parse(text);
  } catch {
    problems.push({
      key,
      value: text,
      fault: key === 'docker' ? 'must be a map' : 'must be a list',
      fix: `edit ${key} in the stack's YAML file`,
    });
    return undefined;
  }
}
