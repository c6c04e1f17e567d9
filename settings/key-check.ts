import { z } from 'zod';
import { recordedSchemas } from '../catalogue/kong/recorded-schemas.ts';
import type { KongAdmin } from '../servers/kong-admin.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import type { Settings } from './settings.ts';

/** What of Kong's schema of a credential says which algorithms it verifies. */
const credentialSchema = z.object({
  fields: z.array(z.record(z.string(), z.looseObject({ one_of: z.array(z.string()).optional() }))),
});

/**
 * Makes sure that Kong verifies what the keys sign by. Every Kong knows RS256, and is not asked about it.
 *
 * @param kong left out where it does not run yet: then Kong 3.9 has to know it.
 * @throws SettingsError with each key whose algorithm it does not know.
 */
export async function requireAlgorithms(settings: Settings, kong?: KongAdmin): Promise<void> {
  const used = (['applications', 'machines'] as const).flatMap((list) =>
    settings[list].flatMap(({ keys }, client) =>
      keys.flatMap(({ algorithm = 'RS256', state }, key) =>
        algorithm === 'RS256' || state === 'retired'
          ? []
          : [{ algorithm, key: `${list}[${client}].keys[${key}].algorithm` }],
      ),
    ),
  );
  if (used.length === 0) return;
  const known = await knownTo(kong);
  const problems = used
    .filter(({ algorithm }) => !known.includes(algorithm))
    .map(({ key, algorithm }): Problem => {
      const fault = `is none that this Kong verifies: ${known.join(', ')}`;
      return { key, value: algorithm, fault, fix: `pulumi config set --path '${key}' RS256` };
    });
  if (problems.length > 0) throw new SettingsError(problems);
}

async function knownTo(kong: KongAdmin | undefined): Promise<string[]> {
  const recorded = recordedSchemas().entities['jwt_secrets'];
  const schema = kong ? await kong.entitySchema('jwt_secrets') : recorded;
  const { fields } = credentialSchema.parse(schema);
  return fields.flatMap(({ algorithm }) => algorithm?.one_of ?? []);
}
