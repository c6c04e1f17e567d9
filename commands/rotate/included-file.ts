import { join } from 'node:path';
import { z } from 'zod';
import { parse } from 'yaml';
import { readIncluded } from '../../settings/include.ts';
import { NAMESPACE } from '../../settings/read.ts';
import type { Client } from './facts.ts';

const stackFile = z
  .object({ config: z.record(z.string(), z.unknown()).catch({}) })
  .catch({ config: {} });

/**
 * The file that a client has for itself, if the stack includes one.
 *
 * @param text the stack's file.
 */
export function includedFile(text: string, directory: string, client: Client): string | undefined {
  const { config } = stackFile.parse(parse(text));
  const patterns = z.array(z.string()).catch([]).parse(config[`${NAMESPACE}:include`]);
  const found = readIncluded(patterns, directory, []).find(
    ({ list, value }) =>
      list === `${client.kind}s` && (value as { name?: unknown } | null)?.name === client.name,
  );
  return found && join(directory, found.file);
}
