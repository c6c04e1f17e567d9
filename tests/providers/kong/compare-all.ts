import { officialProvider, takeRealKong } from '../../support/real-parts.ts';
import { compareWithOfficial } from './compare.ts';

// Compares all lives with the official provider on a real Kong (`npm run parity -- plugins`); with the
// argument record, keeps its answers in tests/providers/recorded/kong.json.
const record = process.argv.includes('record');
const kong = await takeRealKong();
try {
  const { total, differing } = await compareWithOfficial(officialProvider('kong'), kong.admin, {
    record,
  });
  for (const [life, found] of differing) console.log(`${life}\n${found}\n`);
  console.log(`${total} lives, ${total - differing.size} agree, ${differing.size} differ`);
  process.exitCode = differing.size > 0 ? 1 : 0;
} finally {
  await kong.release();
}
