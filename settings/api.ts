import { z } from 'zod';
import { balancing } from './balancing.ts';
import { serviceOverride } from './override.ts';
import { apiPluginSettings } from './plugins.ts';
import { route, tags } from './route.ts';
import { name, pem, serverUrl } from './types.ts';

/** Kong's limit for timeouts: 2^31 - 2 milliseconds. */
const milliseconds = z.int().min(1).max(2_147_483_646);

/** One API behind Kong. */
export const api = z.strictObject({
  /** Name of the Kong service. */
  name,
  /** Where Kong forwards accepted requests. */
  upstream: serverUrl,
  balancing,
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
  /** How the certificate of an https upstream is judged. Left out, that stays as it is found. */
  tls: z
    .strictObject({
      /** Whether Kong calls only an upstream whose certificate it can verify. */
      verify: z.boolean().optional(),
      /** How many certificates may stand between the upstream's and an authority's. */
      depth: z.int().min(0).max(64).optional(),
      /** Kong's ids of the authorities. Left out, those of Kong's own settings. */
      authorities: z.array(z.guid()).min(1).optional(),
      /** Kong's id of the certificate that Kong shows to the upstream, and that others look after. */
      clientCertificate: z.guid().optional(),
      /** A certificate of the API's own, which Kong shows to the upstream. */
      ownCertificate: z
        .strictObject({
          /** In PEM, with those between it and its authority. */
          certificate: pem('CERTIFICATE'),
          /** In PEM; a secret. */
          privateKey: pem('PRIVATE KEY'),
        })
        .optional(),
    })
    .refine(({ clientCertificate, ownCertificate }) => !clientCertificate || !ownCertificate, {
      error: 'must have clientCertificate or ownCertificate, not both',
    })
    .optional(),
  /** Tags of the service in Kong. Left out, they stay as they are found. */
  tags,
  ...apiPluginSettings,
  /** What no setting says, as the provider has it: merged last into the inputs of the `service`. */
  override: serviceOverride,
});

/** An API's settings as a team writes them. */
export type ApiInput = z.input<typeof api>;

/** An API's settings, complete and checked. */
export type ApiSettings = z.infer<typeof api>;
export type RouteSettings = ApiSettings['routes'][number];
