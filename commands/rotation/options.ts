import { parseArgs } from 'node:util';
import type { KeySettings } from '../../components/settings.ts';
import { STACK } from '../../toolchain/pulumi.ts';

type KeySource = NonNullable<KeySettings['source']>;

const SOURCES: readonly KeySource[] = ['imported', 'generated'];

export const ACTIONS = ['status', 'plan', 'next'] as const;

/** The arguments of `npm run rotate`. */
export interface RotateOptions {
  action: (typeof ACTIONS)[number];
  stack: string;
  application?: string;
  json: boolean;
  yes: boolean;
  up: boolean;
  wait: boolean;
  clockSkewMs: number;
  longestLifetimeSeconds?: number;
  /** Who makes the pair of a key that is added. */
  source?: KeySource;
}

/** @throws Error that names the argument and what is expected. */
export function readOptions(args: string[]): RotateOptions {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      stack: { type: 'string', default: STACK },
      application: { type: 'string' },
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      up: { type: 'boolean', default: false },
      wait: { type: 'boolean', default: false },
      'clock-skew': { type: 'string', default: '30' },
      'longest-lifetime': { type: 'string' },
      source: { type: 'string' },
    },
  });
  const [word, ...rest] = positionals;
  const action = ACTIONS.find((candidate) => candidate === word);
  if (!action || rest.length > 0)
    throw new Error(`"${positionals.join(' ')}" is no action; use one of ${ACTIONS.join(', ')}.`);
  const { stack, application, json, yes, up, wait } = values;
  const source = SOURCES.find((candidate) => candidate === values.source);
  if (values.source !== undefined && !source)
    throw new Error(`--source ${values.source}: use one of ${SOURCES.join(', ')}.`);
  const longest = values['longest-lifetime'];
  return {
    action,
    stack,
    json,
    yes,
    up,
    wait,
    clockSkewMs: seconds('clock-skew', values['clock-skew']) * 1000,
    ...(application !== undefined && { application }),
    ...(source && { source }),
    ...(longest !== undefined && { longestLifetimeSeconds: seconds('longest-lifetime', longest) }),
  };
}

function seconds(flag: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${flag} ${text}: expected a whole number of seconds.`);
}
