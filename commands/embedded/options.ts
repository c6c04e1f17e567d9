import { parseArgs } from 'node:util';
import { DEFAULT_PORTS, type Ports } from '../../embedded/platform.ts';
import { noAction } from '../shared/main.ts';

interface Part {
  title: string;
  /** The flag that sets its port. */
  flag: string;
  /** The command that tells the stack where it is. */
  setting: string;
}

/** The parts of the platform as people know them. */
export const PARTS: Record<keyof Ports, Part> = {
  kongAdmin: {
    title: "Kong's Admin API",
    flag: 'kong-admin-port',
    setting: 'npm run pulumi -- config set kong:kongAdminUri http://127.0.0.1:N',
  },
  kongProxy: {
    title: "Kong's proxy",
    flag: 'kong-proxy-port',
    setting: 'npm run pulumi -- config set gatewayUrl http://127.0.0.1:N',
  },
  fusionAuth: {
    title: 'FusionAuth',
    flag: 'fusionauth-port',
    setting: 'npm run pulumi -- config set fusionauth:host http://127.0.0.1:N',
  },
  upstream: {
    title: 'The example upstream',
    flag: 'upstream-port',
    setting: 'the upstream in `apis`, in Pulumi.dev.yaml',
  },
};

export const ACTIONS = ['start', 'stop', 'status', 'reset'] as const;

export interface EmbeddedOptions {
  action: (typeof ACTIONS)[number];
  /** Where the platform keeps its state; undefined for the clone's own. */
  directory?: string;
  ports: Ports;
}

/**
 * Reads `start|stop|status|reset [--dir DIR] [--kong-admin-port N] …`.
 *
 * @throws Error that names the argument and what is expected.
 */
export function readOptions(args: string[]): EmbeddedOptions {
  const flags = Object.values(PARTS).map(({ flag }) => [flag, { type: 'string' }] as const);
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { dir: { type: 'string' }, ...Object.fromEntries(flags) },
  });
  const [word, ...rest] = positionals;
  const action = ACTIONS.find((candidate) => candidate === word);
  if (!action || rest.length > 0) throw new Error(noAction(positionals, ACTIONS));
  const ports = { ...DEFAULT_PORTS };
  for (const part of Object.keys(PARTS) as (keyof Ports)[]) {
    const text = (values as Record<string, string | undefined>)[PARTS[part].flag];
    if (text !== undefined) ports[part] = readPort(PARTS[part].flag, text);
  }
  return {
    action,
    ports,
    ...(values['dir'] !== undefined && { directory: values['dir'] }),
  };
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`--${flag} ${text}: a port is a number from 0 (any free one) to 65535.`);
}
