import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { clone } from '../../toolchain/paths.ts';

const exception = z.strictObject({
  /** Of the advisory: `GHSA-…` or `GO-…`. */
  id: z.string().regex(/^(GHSA(-[0-9a-z]{4}){3}|GO-\d{4}-\d+)$/),
  /** Why it does no harm here. */
  why: z.string().min(20),
  /** The last day on which that is taken for an answer, as 2027-01-31. */
  until: z.iso.date(),
});

export type AuditException = z.infer<typeof exception>;

/** Known vulnerabilities that are let pass for now. @throws ZodError if the file is not as it has to be. */
export function exceptions(): AuditException[] {
  const text = readFileSync(join(clone, 'toolchain/audit-exceptions.json'), 'utf8');
  return z.array(exception).parse(JSON.parse(text));
}
