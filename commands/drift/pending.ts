import type { Change } from '../../catalogue/change.ts';
import { previewOf } from '../shared/preview/changes.ts';
import { shortType } from '../shared/urn.ts';
import type { Subject } from './detect.ts';

/**
 * What the program declares and no update has deployed yet: no drift, but an update that restores would
 * deploy it as well.
 *
 * @throws Error if the program cannot be previewed.
 */
export async function pendingChanges({ stack }: Subject): Promise<Change[]> {
  const cannot = `Nothing can be restored, for the preview of stack ${stack.name} fails.`;
  const seen = await stack.preview().catch((cause: unknown) => {
    throw new Error(`${cannot}\n${(cause as Error).message}`, { cause });
  });
  const { changes, errors } = previewOf(seen, stack.name);
  if (seen.code === 0) return changes;
  throw new Error(`${cannot}\n${errors.join('\n')}`);
}

/** One line for each change. */
export function pendingText(pending: readonly Change[]): string[] {
  return pending.map(({ operation, name, type }) => {
    return `  ${operation} ${shortType(type)} ${name}`;
  });
}
