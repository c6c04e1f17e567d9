import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInBackground } from '../../embedded/background.ts';
import { stopRunning } from '../../embedded/control.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { detect } from '../drift/detect.ts';
import { eachOf, httpFloor, timed, type Floor } from './floor.ts';
import { BenchStack, type BenchServers, type Run } from './stack.ts';

export const OPERATIONS = ['up', 'preview', 'refresh', 'drift', 'destroy'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Seconds of each operation on that many APIs, medians where it can be repeated. */
export interface Row {
  stacks: number;
  /** Of all stacks together. */
  apis: number;
  seconds: Record<Operation, number>;
  /** Most memory that a program took. */
  megabytes?: number;
  floor: Floor;
}

/** Stacks of a fleet that are worked on at once. */
const STACKS_AT_ONCE = 2;

/** Measures one stack, or several that have the APIs among them, on servers of their own. */
export async function measure(
  tools: ToolEnvironment,
  { apis, stacks, runs }: { apis: number; stacks: number; runs: number },
): Promise<Row> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  const free = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
  const apiKey = randomUUID();
  const { ports } = await startInBackground({ directory, ports: free, apiKey });
  const all: BenchStack[] = [];
  try {
    const floor = await httpFloor(`http://127.0.0.1:${ports.kongAdmin}`, apis);
    for (let index = 0; index < stacks; index += 1) {
      const servers: BenchServers = { ports, apiKey };
      all.push(await BenchStack.create(tools, `s${index}`, servers, apis / stacks));
    }
    const { seconds, megabytes } = await measureAll(all, runs);
    return { stacks, apis, seconds, ...(megabytes > 0 && { megabytes }), floor };
  } finally {
    for (const stack of all) stack.remove();
    await stopRunning(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measureAll(stacks: readonly BenchStack[], runs: number) {
  let megabytes = 0;
  const inAll = async (work: (stack: BenchStack) => Promise<Run | undefined>) =>
    timed(() =>
      eachOf(
        stacks,
        async (stack) => {
          megabytes = Math.max(megabytes, (await work(stack))?.megabytes ?? 0);
        },
        STACKS_AT_ONCE,
      ),
    );
  const repeated = async (work: Parameters<typeof inAll>[0]) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) times.push(await inAll(work));
    return median(times);
  };
  const cli =
    (...args: string[]) =>
    (stack: BenchStack) =>
      stack.run(...args);
  const up = await inAll(cli('up', '--yes', '--skip-preview'));
  const preview = await repeated(cli('preview', '--expect-no-changes'));
  const refresh = await repeated(cli('refresh', '--preview-only', '--expect-no-changes'));
  const drift = await repeated(async ({ stack, env }) => {
    const { findings } = await detect({ stack, env });
    if (findings.length > 0) throw new Error(`${findings.length} differences in a fresh stack`);
    return undefined;
  });
  const destroy = await inAll(cli('destroy', '--yes', '--skip-preview'));
  return { seconds: { up, preview, refresh, drift, destroy }, megabytes };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
