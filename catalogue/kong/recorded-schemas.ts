import { readFileSync } from 'node:fs';
import type { PluginSchema } from './plugin-schema.ts';

/** What a Kong of one release answered to GET /schemas/… for each of its entities and plugins. */
export interface RecordedSchemas {
  /** The release, such as `3.9.1`. */
  kong: string;
  entities: Readonly<Record<string, object>>;
  plugins: Readonly<Record<string, PluginSchema>>;
}

let recorded: RecordedSchemas | undefined;

/** The schemas of Kong 3.9.1 with all its bundled plugins, for where no server answers yet. */
export function recordedSchemas(): RecordedSchemas {
  const file = new URL('schemas/3.9.json', import.meta.url);
  return (recorded ??= JSON.parse(readFileSync(file, 'utf8')) as RecordedSchemas);
}
