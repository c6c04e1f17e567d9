import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealKong } from '../../support/reference.ts';
import { officialPlugins } from '../support/official.ts';
import { compareWithOfficial } from './compare.ts';

// `node tests/plugins/kong/record.ts`: compares all lives with the official plugin on a real Kong, and
// keeps its answers in tests/plugins/recorded/kong.json.
const directory = mkdtempSync(join(tmpdir(), 'plugin-parity-'));
const official = (await officialPlugins()).kong;
const kong = await startRealKong(directory);
try {
  const { total, differing } = await compareWithOfficial(official, kong.admin, { record: true });
  for (const [life, found] of differing) console.log(`${life}\n${found}\n`);
  console.log(`${total} lives, ${total - differing.size} agree, ${differing.size} differ`);
  process.exitCode = differing.size > 0 ? 1 : 0;
} finally {
  await kong.stop();
}
