import { STACK } from '../../toolchain/setup.ts';
import { parseArgs } from 'node:util';
import { KEY_ALGORITHMS } from '../../catalogue/key-algorithms.ts';
import type { KeySettings } from '../../settings/settings.ts';
import type { Client } from './facts.ts';
import type { Edit } from './settings-edit.ts';
import { noAction } from '../shared/main.ts';

const SOURCES: readonly KeySettings['source'][] = ['imported', 'generated'];
const SIZES: readonly KeySettings['bits'][] = [2048, 3072, 4096];

export const ACTIONS = ['status', 'plan', 'next'] as const;

/** The arguments of `npm run rotate`. */
export interface RotateOptions {
  action: (typeof ACTIONS)[number];
  stack: string;
  /** Whose keys; all clients' if left out. */
  client?: Client;
  json: boolean;
  yes: boolean;
  up: boolean;
  wait: boolean;
  clockSkewMs: number;
  longestLifetimeSeconds?: number;
  /** What a key that is added has otherwise than the one that signs. */
  wanted: NonNullable<Edit['wanted']>;
}

/** @throws Error that names the argument and what is expected. */
export function readOptions(args: string[]): RotateOptions {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      stack: { type: 'string', default: STACK },
      application: { type: 'string' },
      machine: { type: 'string' },
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      up: { type: 'boolean', default: false },
      wait: { type: 'boolean', default: false },
      'clock-skew': { type: 'string', default: '30' },
      'longest-lifetime': { type: 'string' },
      source: { type: 'string' },
      bits: { type: 'string' },
      algorithm: { type: 'string' },
    },
  });
  const [word, ...rest] = positionals;
  const action = ACTIONS.find((candidate) => candidate === word);
  if (!action || rest.length > 0) throw new Error(noAction(positionals, ACTIONS));
  const { stack, application, machine, json, yes, up, wait } = values;
  if (application !== undefined && machine !== undefined)
    throw new Error('Give --application or --machine, not both: a rotation is of one.');
  const client: Client | undefined =
    application !== undefined
      ? { kind: 'application', name: application }
      : machine !== undefined
        ? { kind: 'machine', name: machine }
        : undefined;
  const source = oneOf('source', SOURCES, values.source);
  const bits = oneOf('bits', SIZES, values.bits);
  const algorithm = oneOf('algorithm', KEY_ALGORITHMS, values.algorithm);
  const longest = values['longest-lifetime'];
  return {
    action,
    stack,
    json,
    yes,
    up,
    wait,
    clockSkewMs: seconds('clock-skew', values['clock-skew']) * 1000,
    wanted: { ...(source && { source }), ...(bits && { bits }), ...(algorithm && { algorithm }) },
    ...(client && { client }),
    ...(longest !== undefined && { longestLifetimeSeconds: seconds('longest-lifetime', longest) }),
  };
}

function oneOf<T extends string | number>(
  flag: string,
  all: readonly T[],
  text: string | undefined,
): T | undefined {
  const found = all.find((candidate) => String(candidate) === text);
  if (text === undefined || found !== undefined) return found;
  throw new Error(`--${flag} ${text}: use one of ${all.join(', ')}.`);
}

function seconds(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${flag} ${text}: expected a whole number of seconds.`);
}
