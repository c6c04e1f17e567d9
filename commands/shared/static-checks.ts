import { join } from 'node:path';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { runQuietly, withProgress } from '../../toolchain/steps.mjs';

/** What has to hold of the text of the project, before any of it is run. */
const STATIC_CHECKS = {
  Format: ['prettier', '--check', '.'],
  Lint: ['eslint', '--max-warnings=0', '.'],
  // Folders and circles; type imports count, for a reader follows them as well.
  Imports: ['depcruise', '--config', '.dependency-cruiser.json', '--output-type', 'err-long', '.'],
  Types: ['tsc', '--noEmit'],
  'Types of the front end': ['tsc', '--noEmit', '--project', 'examples/web-app'],
};

/** @throws Error with what the first check that does not hold has printed. */
export async function lint(tools: ToolEnvironment): Promise<void> {
  for (const [title, command] of Object.entries(STATIC_CHECKS)) {
    await withProgress(title, () =>
      runQuietly(process.execPath, bin(tools, command), { cwd: tools.clone, env: tools.env }),
    );
    console.log(`${title}: ok`);
  }
}

/** The script of a package's command, so that it runs under this very Node. */
export function bin(tools: ToolEnvironment, [command, ...args]: string[]): string[] {
  return [join(tools.clone, 'node_modules', '.bin', command!), ...args];
}
