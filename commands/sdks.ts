import { join } from 'node:path';
import { generateSdks } from '../embedded/providers/generate-sdks.ts';
import { clone } from '../toolchain/paths.ts';
import { setUp } from '../toolchain/setup.ts';
import { main } from './shared/main.ts';

// Generates sdks/ anew from the embedded providers' schemas. Needed after a change of a schema.
const HELP = `npm run sdks

Generates the SDKs in sdks/ anew from the schemas of the embedded providers.

Exit code: 0 if they are made, 1 if not.`;

await main({ help: HELP }, async () => {
  await generateSdks(join(clone, 'sdks'), await setUp());
  console.log('sdks/ is generated. Next: npm test -- tests/sdks tests/providers');
  return 0;
});
