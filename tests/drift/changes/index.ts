import { added } from './added.ts';
import type { Change } from './change.ts';
import { fusionAuthFields } from './fusionauth-fields.ts';
import { kongFields } from './kong-fields.ts';
import { cascades, removed } from './removed.ts';

/** Changes that can be made together, each found and undone on its own. */
export const groups: readonly { title: string; changes: readonly Change[] }[] = [
  { title: 'fields', changes: [...kongFields, ...fusionAuthFields] },
  { title: 'objects that were added', changes: added },
  { title: 'objects that are gone', changes: removed },
  { title: 'objects that are gone with what hangs on them', changes: cascades },
];
