import { resourcesIn, type Exported } from '../../commands/shared/stack/shapes.ts';
import type { Stack } from '../../commands/shared/stack/stack.ts';

/** Stack `test` as commands read it, empty but for what is given, and without a CLI. */
export function stackWith(answers: Partial<Stack>): Stack {
  const refuse = () => Promise.reject(new Error('nothing was to be changed'));
  const exported: Exported = { version: 3, deployment: { resources: [] } };
  return {
    name: 'test',
    create: refuse,
    configuration: () => Promise.resolve({}),
    resources: () => Promise.resolve(resourcesIn(exported)),
    exportState: () => Promise.resolve(exported),
    importState: refuse,
    importResources: refuse,
    history: () => Promise.resolve([]),
    preview: () => Promise.resolve({ code: 0, steps: [], diagnostics: [] }),
    update: refuse,
    refresh: () => Promise.resolve([]),
    ...answers,
  };
}
