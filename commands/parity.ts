import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { files } from '../tests/kong/cases/index.ts';
import type { Case, Exchange, Target } from '../tests/kong/suite/case.ts';
import { writeRecording } from '../tests/kong/suite/recorded.ts';
import { clear, deviations, differences, run } from '../tests/kong/suite/run.ts';
import { Emulator, startUpstream } from '../tests/kong/suite/targets.ts';

const usage = `usage: npm run parity [-- record] [-- WORD]
Sends the cases of tests/kong/cases to a real Kong Gateway 3.9.1 and to the embedded one, and
compares their answers; with record, keeps the real answers in tests/kong/recorded. WORD picks the
cases whose file or name contains it.
The real one is started by the script REFERENCE_DIR/kong (../shared/reference/kong), or found at
KONG_ADMIN_URL and KONG_PROXY_URL. It must hold nothing of value: every case starts by emptying it.`;

/** Where the real gateway answers. */
function reference(): Pick<Target, 'admin' | 'proxy'> {
  const { KONG_ADMIN_URL, KONG_PROXY_URL, REFERENCE_DIR = '../shared/reference' } = process.env;
  if (KONG_ADMIN_URL && KONG_PROXY_URL) {
    return { admin: new URL(KONG_ADMIN_URL), proxy: new URL(KONG_PROXY_URL) };
  }
  const script = resolve(import.meta.dirname, '..', REFERENCE_DIR, 'kong');
  if (!existsSync(script)) {
    throw new Error(
      `There is no ${script}. Set REFERENCE_DIR, or KONG_ADMIN_URL and KONG_PROXY_URL.`,
    );
  }
  const cache = process.env['XDG_CACHE_HOME'] ?? join(tmpdir(), 'kong-parity');
  execFileSync('mkdir', ['-p', cache]);
  execFileSync(script, ['start', '--admin', '22001', '--proxy', '22000'], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: 'inherit',
  });
  return { admin: new URL('http://127.0.0.1:22001'), proxy: new URL('http://127.0.0.1:22000') };
}

/**
 * The real gateway's answers. It can take a moment to apply a change, so a case on which the two
 * disagree is tried again.
 */
async function settled(real: Target, one: Case, actual: Exchange[]): Promise<Exchange[]> {
  for (let attempt = 1; ; attempt += 1) {
    await clear(real);
    const expected = await run(real, one);
    if (attempt === 3 || differences(expected, actual).length === 0) return expected;
  }
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const record = args[0] === 'record';
  const word = args[record ? 1 : 0] ?? '';
  const upstream = await startUpstream();
  const real: Target = { ...reference(), upstream: upstream.url };
  await using emulator = await Emulator.start(upstream.url);
  let total = 0;
  let agree = 0;
  let accounted = 0;
  for (const { name, cases } of files) {
    const recorded: Record<string, Exchange[]> = {};
    const chosen = cases.filter((one) => name.includes(word) || one.name.includes(word));
    for (const one of chosen) {
      emulator.reset();
      const actual = await run(emulator.target, one);
      const expected = await settled(real, one, actual);
      recorded[one.name] = expected;
      const found = differences(expected, actual);
      total += 1;
      if (one.differs !== undefined && found.length > 0) {
        accounted += 1;
        continue;
      }
      if (found.length === 0) agree += 1;
      for (const { request, expected: wanted, actual } of found) {
        console.log(`\n${name} / ${one.name}\n  ${request}`);
        for (const line of deviations(wanted, actual)) console.log(`    ${line}`);
      }
    }
    if (record && chosen.length === cases.length) writeRecording(name, recorded);
  }
  await clear(real);
  upstream.close();
  const left = total - agree - accounted;
  console.log(`\n${total} cases: ${agree} agree, ${accounted} differ as explained, ${left} differ`);
  return left === 0 ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
