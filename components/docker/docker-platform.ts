import * as docker from '@pulumi/docker';
import * as pulumi from '@pulumi/pulumi';
import * as tls from '@pulumi/tls';
import type { Servers } from '../../servers/servers.ts';
import { Database } from './database.ts';
import { FusionAuthServer } from './fusionauth-server.ts';
import { KongServer } from './kong-server.ts';
import { awaitServers } from './ready.ts';

export interface DockerPlatformArgs {
  /** Where the images come from. A digest keeps an image the same; a tag is pulled once per machine. */
  images: { postgres: string; kong: string; fusionAuth: string };
  /** Ports on 127.0.0.1. */
  ports: { kongProxy: number; kongAdmin: number; fusionAuth: number };
  /** What FusionAuth's Java process may use, in megabytes. */
  fusionAuthMemoryMegabytes: number;
  /** Settings of Kong (KONG_…) and FusionAuth beside, or instead of, the component's own. */
  environment: {
    kong: Readonly<Record<string, string>>;
    fusionAuth: Readonly<Record<string, string>>;
  };
  /** Whether `pulumi destroy` leaves the volumes with all data. */
  keepData: boolean;
  /** How long each server may take to become healthy. */
  startTimeoutSeconds: number;
  /** Where the published servers answer, and the key that FusionAuth is given. */
  servers: Servers;
}

/**
 * PostgreSQL, Kong and FusionAuth in containers of the Docker daemon that the docker provider is configured
 * with (`docker:host` or DOCKER_HOST). Nothing is published beyond 127.0.0.1.
 *
 * ```ts
 * const platform = new DockerPlatform('platform', { ...settings.docker, servers });
 * const options = { transformations: [dependingOn(platform)] };
 * ```
 */
export class DockerPlatform extends pulumi.ComponentResource {
  /** To depend on: both servers answer and accept their credentials. */
  readonly ready: pulumi.Output<pulumi.Resource[]>;

  constructor(name: string, args: DockerPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:DockerPlatform', name, {}, opts);
    const { images, ports, environment, keepData, startTimeoutSeconds, servers } = args;

    const parent = { parent: this };
    const prefix = `${pulumi.getProject()}-${pulumi.getStack()}`;
    const network = new docker.Network(`${name}-network`, { name: prefix }, parent);
    const seed = new tls.PrivateKey(`${name}-passwords`, { algorithm: 'ED25519' }, parent);
    const surroundings = { prefix, network, seed, startTimeoutSeconds };

    const database = new Database(
      'database',
      { surroundings, image: images.postgres, keepData },
      parent,
    );
    const kong = new KongServer(
      'kong',
      {
        surroundings,
        image: images.kong,
        database,
        ports: { proxy: ports.kongProxy, admin: ports.kongAdmin },
        environment: environment.kong,
      },
      parent,
    );
    const fusionAuth = new FusionAuthServer(
      'fusionauth',
      {
        surroundings,
        image: images.fusionAuth,
        database,
        port: ports.fusionAuth,
        memoryMegabytes: args.fusionAuthMemoryMegabytes,
        apiKey: pulumi.secret(servers.fusionAuth.apiKey),
        keepData,
        environment: environment.fusionAuth,
      },
      parent,
    );

    this.ready = pulumi
      .all([standing(kong.container), standing(fusionAuth.container)])
      .apply(async ([kongContainer, fusionAuthContainer]) => {
        await awaitServers(servers, {
          'kong:kongAdminUri': kongContainer,
          'fusionauth:host': fusionAuthContainer,
        });
        return [kong.container, fusionAuth.container];
      });
    this.registerOutputs({ network: network.name });
  }
}

/** Makes every object in Kong and FusionAuth depend on the platform, also when they are destroyed. */
export function dependingOn({ ready }: DockerPlatform): pulumi.ResourceTransformation {
  return ({ type, props, opts }) => {
    if (!/^(kong|fusionauth):/.test(type)) return undefined;
    return { props, opts: pulumi.mergeOptions(opts, { dependsOn: ready }) };
  };
}

/** What a container is called, known once it is there. */
function standing({ id, name, urn }: docker.Container) {
  return pulumi.all([id, name, urn]).apply((found) => ({ name: found[1], urn: found[2] }));
}
