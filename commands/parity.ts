import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setUp } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';
import { withRealServers } from './parity/real-servers.ts';

/** What is compared with what is real, and the program that does it. Each says how many agree. */
const COMPARISONS: Readonly<Record<string, string[]>> = {
  kong: ['tests/kong/parity.ts'],
  fusionauth: ['tests/fusionauth/parity/record.ts', '--compare'],
  providers: ['tests/providers/kong/compare-all.ts'],
  // The guide, drift, adoption, rotation and all else that tests lead on what is real.
  stacks: ['node_modules/.bin/vitest', 'run', 'official', 'docker', 'handover', 'schema-parity'],
};

const HELP = `npm run parity [-- [--docker] [${Object.keys(COMPARISONS).join('|')} [ARGUMENTS]]]

Compares the embedded servers and providers with the real ones, and leads stacks on those.

  --docker  starts the real servers from their official images, and downloads the official providers
            (Docker with Compose 2.23 on Linux); without it the variables of docs/parity.md say where they are

Examples:
  npm run parity -- --docker
  npm run parity -- kong jwt

Exit code: 0 everything agrees or is explained, 1 something differs or is missing.`;

await main(
  { help: HELP, options: { docker: { type: 'boolean', default: false } }, words: true },
  async ({ docker }, [name, ...args]) => {
    if (name !== undefined && !(name in COMPARISONS)) {
      throw new Error(`There is no comparison ${JSON.stringify(name)}.\n\n${HELP}`);
    }
    const chosen = Object.entries(COMPARISONS).filter(([title]) =>
      [undefined, title].includes(name),
    );
    const tools = await setUp();
    const compare = async (addresses: NodeJS.ProcessEnv) => {
      const failed = [];
      for (const [title, program] of chosen) {
        console.log(`${title}:`);
        if (!(await agrees([...program, ...args], { ...tools.env, ...addresses })))
          failed.push(title);
      }
      if (failed.length > 0) console.log(`These do not agree: ${failed.join(', ')}.`);
      return failed.length === 0 ? 0 : 1;
    };
    return docker ? withRealServers(tools, compare) : compare({});
  },
);

/** Whether a comparison ends without a difference. */
function agrees([file, ...args]: string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const path = join(import.meta.dirname, '..', file!);
  const child = spawn(process.execPath, [path, ...args], { env, stdio: 'inherit' });
  child.on('error', reject);
  child.on('close', (code) => resolve(code === 0));
  return promise;
}
