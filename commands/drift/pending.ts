import type { Change } from '../../catalogue/change.ts';
import { readPreview } from '../shared/preview/changes.ts';
import { shortType } from '../shared/urn.ts';
import type { Subject } from './detect.ts';

/**
 * What the program declares and no update has deployed yet: no drift, but an update that restores would
 * deploy it as well.
 *
 * @throws Error if the program cannot be previewed.
 */
export async function pendingChanges({ stack, cli }: Subject): Promise<Change[]> {
  const args = ['preview', '--json', '--stack', stack, '--non-interactive'];
  const { code, stdout, stderr } = await cli(args);
  const { changes, errors } = code === 0 || stdout.trim() ? readPreview(stdout, stack) : NOTHING;
  if (code === 0) return changes;
  const why = errors.length > 0 ? errors.join('\n') : stderr.trim();
  throw new Error(`Nothing can be restored, for the preview of stack ${stack} fails.\n${why}`);
}

const NOTHING = { changes: [], errors: [] };

/** One line for each change. */
export function pendingText(pending: readonly Change[]): string[] {
  return pending.map(({ operation, name, type }) => {
    return `  ${operation} ${shortType(type)} ${name}`;
  });
}
