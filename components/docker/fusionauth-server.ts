import * as docker from '@pulumi/docker';
import * as pulumi from '@pulumi/pulumi';
import { asServer, containerOptions, inNetwork, publish, type Surroundings } from './containers.ts';
import type { Database } from './database.ts';

export interface FusionAuthServerArgs {
  surroundings: Surroundings;
  image: string;
  database: Database;
  /** Port on 127.0.0.1. */
  port: number;
  memoryMegabytes: number;
  /** The key that Kickstart plants in an empty FusionAuth, for everything. */
  apiKey: pulumi.Output<string>;
  /** Whether the volume outlives the stack. */
  keepData: boolean;
  /** Variables that are added to, or stand instead of, the ones set here. */
  environment: Readonly<Record<string, string>>;
}

const HOME = '/usr/local/fusionauth';
const KICKSTART_FILE = `${HOME}/kickstart/kickstart.json`;

/**
 * FusionAuth on PostgreSQL, its schema made and brought to the image's release by silent mode.
 *
 * It may answer before Kickstart has planted the key, so a healthy container is not all that is needed:
 * see components/docker/ready.ts. Whoever uses Kickstart accepts FusionAuth's licence.
 *
 * ```ts
 * new FusionAuthServer('fusionauth', { surroundings, image: 'fusionauth/fusionauth-app:1.62.1', database,
 *   port: 9011, memoryMegabytes: 512, apiKey, keepData: true, environment: {} });
 * ```
 */
export class FusionAuthServer extends pulumi.ComponentResource {
  readonly container: docker.Container;

  constructor(name: string, args: FusionAuthServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      'fusionauth-kong:index:FusionAuthServer',
      name,
      { image: args.image, port: args.port },
      opts,
    );

    const configuration = this.#declareConfiguration(name, args);
    this.container = this.#declareServer(name, args, configuration);

    this.registerOutputs({ container: this.container.name });
  }

  #declareConfiguration(
    name: string,
    { surroundings, keepData }: FusionAuthServerArgs,
  ): docker.Volume {
    return new docker.Volume(
      `${name}-configuration`,
      { name: `${surroundings.prefix}-${name}` },
      { parent: this, retainOnDelete: keepData },
    );
  }

  #declareServer(
    name: string,
    args: FusionAuthServerArgs,
    configuration: docker.Volume,
  ): docker.Container {
    const { surroundings, image, database, port, apiKey } = args;
    const { ready } = database;
    return new docker.Container(
      name,
      {
        ...inNetwork(surroundings, name, variables(name, args)),
        ...asServer(surroundings, ['curl', '-fsS', '-o', '/dev/null', STATUS_URL], 30),
        image,
        ports: [publish(9011, port)],
        volumes: [{ volumeName: configuration.name, containerPath: `${HOME}/config` }],
        uploads: [{ file: KICKSTART_FILE, content: apiKey.apply(kickstart) }],
      },
      {
        ...containerOptions(this, ready),
        // Only an empty FusionAuth reads Kickstart: another key is no reason to start this one anew.
        ignoreChanges: ['uploads'],
      },
    );
  }
}

/** 200 is healthy, and needs no key: https://fusionauth.io/docs/apis/system#retrieve-system-status */
const STATUS_URL = 'http://localhost:9011/api/status';

/** https://fusionauth.io/docs/reference/configuration */
function variables(
  name: string,
  { database, memoryMegabytes, environment }: FusionAuthServerArgs,
): Record<string, pulumi.Input<string>> {
  const { host, owner, password } = database.fusionAuth;
  return {
    DATABASE_URL: `jdbc:postgresql://${host}:5432/${owner}`,
    DATABASE_USERNAME: owner,
    DATABASE_PASSWORD: password,
    FUSIONAUTH_APP_MEMORY: `${memoryMegabytes}M`,
    FUSIONAUTH_APP_RUNTIME_MODE: 'production',
    // The database is there and empty: no need to know PostgreSQL's own password.
    FUSIONAUTH_APP_SILENT_MODE: 'true',
    FUSIONAUTH_APP_URL: `http://${name}:9011`,
    FUSIONAUTH_APP_KICKSTART_FILE: KICKSTART_FILE,
    SEARCH_TYPE: 'database',
    ...environment,
  };
}

/**
 * A key for every tenant and endpoint, that may make further keys.
 * https://fusionauth.io/docs/get-started/download-and-install/development/kickstart
 */
function kickstart(key: string): string {
  const description = 'Provisions what the Pulumi stack declares';
  return JSON.stringify({ apiKeys: [{ key, description, keyManager: true }] });
}
