import { z } from 'zod';
import { METHODS } from '../components/plugin-config.ts';
import { routeOverride } from './override.ts';
import { host, path } from './paths.ts';
import { method, plugins } from './plugins.ts';
import { name } from './types.ts';

const tag = z
  .string()
  .regex(/^[^,/\p{C}]+$/u, 'must be a text without ",", "/" or control characters');

export const tagList = z.array(tag);
export const tags = tagList.min(1).optional();

/** One route of an API. What is left out and has no default stays as it is found. */
export const route = z
  .strictObject({
    /** Unique over all services of the Kong. */
    name,
    /** Prefixes, or regular expressions after a `~`. `/mock` also matches `/mockery`. Left out, any path. */
    paths: z.array(path).min(1).optional(),
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
    /** Headers that a request must have, by name, each with one of the values. Default: any. */
    headers: z
      .record(
        z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a header'),
        z.array(z.string().min(1)).min(1),
      )
      .refine((all) => Object.keys(all).length > 0, { error: 'must name a header, or be left out' })
      .refine((all) => !Object.keys(all).some((one) => one.toLowerCase() === 'host'), {
        error: 'must not name host: use hosts',
      })
      .optional(),
    /** Names by which TLS clients ask for the server. They need httpsOnly. */
    snis: z.array(host).min(1).optional(),
    /** Whether the route answers https alone. */
    httpsOnly: z.boolean().default(false),
    /** What http is answered then: 426 is an error, the others send the client to https. */
    httpsRedirect: z
      .literal([426, 301, 302, 307, 308], { error: 'must be 426, 301, 302, 307 or 308' })
      .optional(),
    /** Whether Kong removes the prefix before it calls the upstream. */
    stripPath: z.boolean().default(true),
    /** Whether the upstream sees the client's Host header. */
    preserveHost: z.boolean().default(false),
    /** How the paths of service, route and request are put together. */
    pathHandling: z.enum(['v0', 'v1']).optional(),
    /** Among regular expressions that match, the highest goes first. */
    regexPriority: z.int().min(0).optional(),
    /** Whether Kong takes a request in whole before it passes it on. */
    requestBuffering: z.boolean().optional(),
    /** Whether Kong takes an answer in whole before it passes it on. */
    responseBuffering: z.boolean().optional(),
    tags,
    /** Plugins of this route alone; one that the API has too takes its place here. */
    plugins,
    /** What no setting says, as the provider has it: merged last into the inputs of the `route`. */
    override: routeOverride,
  })
  .refine(({ paths, hosts, headers, snis }) => paths ?? hosts ?? headers ?? snis, {
    error: 'must have paths, hosts, headers or snis',
  })
  .refine(({ httpsOnly, httpsRedirect }) => httpsOnly || httpsRedirect === undefined, {
    error: 'must have httpsOnly with httpsRedirect',
  })
  .refine(({ httpsOnly, snis }) => httpsOnly || snis === undefined, {
    error: 'must have httpsOnly with snis, which only TLS has',
  });
