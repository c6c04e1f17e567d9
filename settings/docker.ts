import { z } from 'zod';

/** A reference as `docker pull` takes it: registry, repository, tag and, to pin it, a digest. */
const image = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._:/-]*(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/,
    'must be an image name such as kong:3.9, with @sha256:… to pin it',
  );

const port = z.int('must be a port').min(1, 'must be a port').max(65_535, 'must be a port');

/** Variables that a container gets beside, or instead of, the stack's own. */
const environment = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be named like a variable'),
    z.string('must be a text'),
  )
  .default({});

/** What the containers of platform docker are made from. Everything has a default. */
export const dockerSettings = z.strictObject({
  /** Where the images come from. A digest keeps an image the same; a tag is pulled once per machine. */
  images: z
    .strictObject({
      postgres: image.default('postgres:16'),
      kong: image.default('kong:3.9'),
      fusionAuth: image.default('fusionauth/fusionauth-app:1.62.1'),
    })
    .prefault({}),
  /** Ports on 127.0.0.1. The URLs in the configuration have to name them. */
  ports: z
    .strictObject({
      kongProxy: port.default(8000),
      kongAdmin: port.default(8001),
      fusionAuth: port.default(9011),
    })
    .prefault({}),
  /** What FusionAuth's Java process may use, in megabytes. */
  fusionAuthMemoryMegabytes: z.int().min(256, 'must be 256 or more').default(512),
  /** Settings of Kong (KONG_…) and FusionAuth that this stack does not name. */
  environment: z.strictObject({ kong: environment, fusionAuth: environment }).prefault({}),
  /** Whether `pulumi destroy` leaves the volumes with all data, which the next `pulumi up` takes up again. */
  keepData: z.boolean('must be true or false').default(true),
  /** How long each server may take to become healthy. */
  startTimeoutSeconds: z.int().min(10, 'must be 10 or more').default(180),
});
