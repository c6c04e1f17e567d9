import * as docker from '@pulumi/docker';
import * as pulumi from '@pulumi/pulumi';
import {
  AS_TASK,
  asServer,
  containerOptions,
  ended,
  inNetwork,
  passwordFor,
  type Surroundings,
} from './containers.ts';

/** The servers that have a database, a role and a password of their own, all named like this. */
const OWNERS = ['kong', 'fusionauth'] as const;

export interface DatabaseArgs {
  surroundings: Surroundings;
  image: string;
  /** Whether the volume outlives the stack. */
  keepData: boolean;
}

/** What a server needs to connect. */
export interface Connection {
  host: string;
  /** Name of the database and of the role that owns it. */
  owner: (typeof OWNERS)[number];
  /** A secret. */
  password: pulumi.Output<string>;
}

/**
 * PostgreSQL with a database for Kong and one for FusionAuth. Reachable in the platform's network only.
 *
 * The image sets passwords when it fills an empty volume and never again, so a task sets them whenever
 * they or the server are new: a volume that outlived its stack is taken up with the new stack's passwords.
 *
 * ```ts
 * new Database('database', { surroundings, image: 'postgres:16', keepData: true });
 * ```
 */
export class Database extends pulumi.ComponentResource {
  readonly kong: Connection;
  readonly fusionAuth: Connection;
  /** To depend on: the roles are there and know their passwords. */
  readonly ready: pulumi.Output<docker.Container>;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super('fusionauth-kong:index:Database', name, { image: args.image }, opts);

    const server = this.#declareServer(name, args);
    this.ready = ended(this.#declareRoles(name, args, server));

    const connect = (owner: (typeof OWNERS)[number]) => ({
      host: name,
      owner,
      password: passwordFor(args.surroundings, owner),
    });
    this.kong = connect('kong');
    this.fusionAuth = connect('fusionauth');
    this.registerOutputs({ container: server.name });
  }

  #declareServer(name: string, { surroundings, image, keepData }: DatabaseArgs): docker.Container {
    const volume = new docker.Volume(
      `${name}-data`,
      { name: `${surroundings.prefix}-${name}` },
      { parent: this, retainOnDelete: keepData },
    );
    const password = passwordFor(surroundings, 'postgres');
    return new docker.Container(
      name,
      {
        ...inNetwork(surroundings, name, { POSTGRES_PASSWORD: password }),
        // While the image fills an empty volume, the server listens on its socket only.
        ...asServer(surroundings, ['pg_isready', '-h', '127.0.0.1', '-U', 'postgres'], 60),
        image,
        volumes: [{ volumeName: volume.name, containerPath: '/var/lib/postgresql/data' }],
        shmSize: 128,
      },
      containerOptions(this),
    );
  }

  #declareRoles(
    name: string,
    { surroundings, image }: DatabaseArgs,
    server: docker.Container,
  ): docker.Container {
    const passwords = ['postgres', ...OWNERS].map(
      (role) => [`PASSWORD_${role}`, passwordFor(surroundings, role)] as const,
    );
    const { name: container, envs } = inNetwork(
      surroundings,
      `${name}-roles`,
      Object.fromEntries(passwords),
    );
    return new docker.Container(
      `${name}-roles`,
      {
        ...AS_TASK,
        name: container,
        envs,
        image,
        // The image trusts whoever connects from inside the server's container.
        networkMode: pulumi.interpolate`container:${server.id}`,
        command: 'psql -h 127.0.0.1 -U postgres -v ON_ERROR_STOP=1 -f /roles.sql'.split(' '),
        uploads: [{ file: '/roles.sql', content: rolesSql() }],
        // In the place of the volume that the image would make.
        tmpfs: { '/var/lib/postgresql/data': 'size=1m' },
      },
      containerOptions(this),
    );
  }
}

/** Makes what is missing and sets every password, which psql takes from its environment. */
function rolesSql(): string {
  const owners = OWNERS.map(
    (owner) => `
SELECT 'CREATE ROLE ${owner} LOGIN'
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${owner}') \\gexec
SELECT 'CREATE DATABASE ${owner} OWNER ${owner}'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${owner}') \\gexec`,
  );
  const passwords = ['postgres', ...OWNERS].map(
    (role) => `
\\set password \`printenv PASSWORD_${role}\`
ALTER ROLE ${role} PASSWORD :'password';`,
  );
  return `${[...owners, ...passwords].join('\n').trim()}\n`;
}
