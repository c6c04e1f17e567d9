import { z } from 'zod';
import type { Server } from '../../catalogue/kind.ts';

/** The most faults that a message names. */
const NAMED = 5;

/**
 * What a server answered, in the shape that adoption reads.
 *
 * @throws Error that says what is wrong where: no other release of the server may be misread.
 */
export function understood<T>(
  server: Server,
  path: string,
  shape: z.ZodType<T>,
  found: unknown,
): T {
  const { success, data, error } = shape.safeParse(found);
  if (success) return data;
  const faults = error.issues
    .slice(0, NAMED)
    .map((issue) => `  ${z.core.toDotPath(issue.path)}: ${issue.message}`);
  throw new Error(
    `${server} answers GET ${path} otherwise than adoption can read; nothing was changed.\n${faults.join('\n')}`,
  );
}
