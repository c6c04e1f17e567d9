// Leads every life with the official provider and keeps what it did:
//   node tests/fusionauth/parity/record.ts
// With --compare nothing is kept: the embedded provider goes through the same lives, and what it does
// differently is printed.
import { embeddedPlugin, officialProvider } from '../official.ts';
import { startRecorder } from '../recorder.ts';
import { live } from './live.ts';
import { lives } from './lives.ts';
import { differences, normal } from './normal.ts';
import { recorded, writeRecording } from './recording.ts';
import type { Recorded } from './recording.ts';

const compare = process.argv.includes('--compare');
const [officialServer, embeddedServer] = [await startRecorder(), await startRecorder()];
const official = await officialProvider(officialServer.url);
const embedded = await embeddedPlugin(embeddedServer.url);
const recording: Record<string, Recorded[]> = {};
let total = 0;
let agree = 0;
for (const life of lives) {
  const expected = await live(life, official, officialServer);
  recording[life.name] = recorded(expected);
  if (!compare) continue;
  const actual = await live(life, embedded, embeddedServer);
  for (const step of expected) {
    const sent = step.step === 'import' ? 'of no interest' : step.sent;
    const other = actual.find((one) => one.step === step.step);
    const otherSent = step.step === 'import' ? sent : other?.sent;
    const found = differences(
      normal({ step: step.step, answer: step.answer, sent }),
      normal({ step: other?.step, answer: other?.answer, sent: otherSent }),
    );
    total += 1;
    if (found.length === 0) agree += 1;
    else console.log(`${life.name} / ${step.step}\n    ${found.slice(0, 20).join('\n    ')}`);
  }
}
if (compare) {
  console.log(`${total} steps: ${agree} agree, ${total - agree} differ`);
  process.exitCode = agree === total ? 0 : 1;
}
if (!compare) writeRecording(recording);
await Promise.all([official.stop(), embedded.stop(), officialServer.stop(), embeddedServer.stop()]);
