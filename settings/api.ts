import { z } from 'zod';
import { METHODS } from '../components/plugin-config.ts';
import { host, path } from './paths.ts';
import { apiPluginSettings, method, plugins } from './plugins.ts';
import { name, serverUrl } from './types.ts';

/** Kong's limit for timeouts: 2^31 - 2 milliseconds. */
const milliseconds = z.int().min(1).max(2_147_483_646);

const route = z.strictObject({
  /** Unique over all services of the Kong. */
  name,
  /** Path prefixes, and regular expressions after `~`. `/mock` also matches `/mockery`. */
  paths: z.array(path).min(1),
  /** The request methods that the route matches. Default: all. */
  methods: z
    .array(method)
    .min(1)
    .default([...METHODS]),
  /**
   * The host names that the route matches. Default: any. Kong cannot clear a list through the
   * provider, so giving hosts to a route, or taking them away, makes the route anew.
   */
  hosts: z.array(host).min(1).optional(),
  /** Whether Kong removes the prefix before it calls the upstream. */
  stripPath: z.boolean().default(true),
  /** Whether the upstream sees the client's Host header. */
  preserveHost: z.boolean().default(false),
  /** Plugins of this route alone; one that the API has too takes its place here. */
  plugins,
});

/** One API behind Kong. */
export const api = z.strictObject({
  /** Name of the Kong service. */
  name,
  /** Where Kong forwards accepted requests. */
  upstream: serverUrl,
  routes: z.array(route).min(1),
  /** Names of the applications whose tokens the API accepts. Default: all of this stack. */
  allow: z.array(name).min(1).optional(),
  /** Times that Kong tries the upstream again. */
  retries: z.int().min(0).max(32_767).default(5),
  /** In milliseconds. */
  timeouts: z
    .strictObject({
      connect: milliseconds.default(60_000),
      read: milliseconds.default(60_000),
      write: milliseconds.default(60_000),
    })
    .prefault({}),
  ...apiPluginSettings,
});

/** An API's settings as a team writes them. */
export type ApiInput = z.input<typeof api>;

/** An API's settings, complete and checked. */
export type ApiSettings = z.infer<typeof api>;
export type RouteSettings = ApiSettings['routes'][number];
