import * as docker from '@pulumi/docker';
import * as pulumi from '@pulumi/pulumi';
import {
  AS_TASK,
  asServer,
  containerOptions,
  ended,
  inNetwork,
  publish,
  type Surroundings,
} from './containers.ts';
import type { Database } from './database.ts';

export interface KongServerArgs {
  surroundings: Surroundings;
  image: string;
  database: Database;
  /** Ports on 127.0.0.1. */
  ports: { proxy: number; admin: number };
  /** KONG_… variables that are added to, or stand instead of, the ones set here. */
  environment: Readonly<Record<string, string>>;
}

/**
 * Kong Gateway on PostgreSQL, its schema brought to the image's release before it starts.
 *
 * APIs on this machine are reached as host.docker.internal.
 *
 * ```ts
 * new KongServer('kong', { surroundings, image: 'kong:3.9', database, ports: { proxy: 8000, admin: 8001 },
 *   environment: {} });
 * ```
 */
export class KongServer extends pulumi.ComponentResource {
  readonly container: docker.Container;

  constructor(name: string, args: KongServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:KongServer', name, { image: args.image, ports: args.ports }, opts);

    const migrations = this.#declareMigrations(name, args);
    this.container = this.#declareServer(name, args, migrations);

    this.registerOutputs({ container: this.container.name });
  }

  #declareMigrations(name: string, args: KongServerArgs): docker.Container {
    const { surroundings, image, database } = args;
    return new docker.Container(
      `${name}-migrations`,
      {
        ...AS_TASK,
        ...inNetwork(surroundings, `${name}-migrations`, variables(args)),
        image,
        // The first fills an empty database, the others bring an older one up to date. Each does nothing
        // where nothing is to be done: https://developer.konghq.com/gateway/cli/reference/#kong-migrations
        command: [
          'sh',
          '-c',
          'kong migrations bootstrap && kong migrations up && kong migrations finish',
        ],
      },
      containerOptions(this, database.ready),
    );
  }

  #declareServer(
    name: string,
    args: KongServerArgs,
    migrations: docker.Container,
  ): docker.Container {
    const { surroundings, image, ports } = args;
    return new docker.Container(
      name,
      {
        ...inNetwork(surroundings, name, variables(args)),
        ...asServer(surroundings, ['kong', 'health'], 15),
        image,
        ports: [publish(8000, ports.proxy), publish(8001, ports.admin)],
        hosts: [{ host: 'host.docker.internal', ip: 'host-gateway' }],
      },
      containerOptions(this, ended(migrations)),
    );
  }
}

/** https://developer.konghq.com/gateway/configuration/ */
function variables({
  database,
  environment,
}: KongServerArgs): Record<string, pulumi.Input<string>> {
  const { host, owner, password } = database.kong;
  return {
    KONG_DATABASE: 'postgres',
    KONG_PG_HOST: host,
    KONG_PG_DATABASE: owner,
    KONG_PG_USER: owner,
    KONG_PG_PASSWORD: password,
    // Inside the container; the port is published on 127.0.0.1 only.
    KONG_ADMIN_LISTEN: '0.0.0.0:8001',
    KONG_ADMIN_GUI_LISTEN: 'off',
    KONG_PROXY_LISTEN: '0.0.0.0:8000',
    // Docker's resolver passes SRV queries, of which Kong's default makes one first, on to resolvers that may not answer.
    KONG_DNS_ORDER: 'LAST,A,CNAME',
    ...environment,
  };
}
