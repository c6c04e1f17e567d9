import { createHmac } from 'node:crypto';
import type * as docker from '@pulumi/docker';
import * as pulumi from '@pulumi/pulumi';
import type * as tls from '@pulumi/tls';

/** What the parts of the platform share. */
export interface Surroundings {
  /** Begins the name of every container and volume, and so tells stacks on one Docker daemon apart. */
  prefix: string;
  /** The network in which the containers find each other by their aliases. */
  network: docker.Network;
  /** A private key that serves as the seed of the passwords. */
  seed: tls.PrivateKey;
  startTimeoutSeconds: number;
}

/** The arguments of every container: its name, its place in the network, its environment. */
export function inNetwork(
  { prefix, network }: Surroundings,
  alias: string,
  environment: Readonly<Record<string, pulumi.Input<string>>>,
) {
  return {
    name: `${prefix}-${alias}`,
    networksAdvanced: [{ name: network.name, aliases: [alias] }],
    envs: Object.entries(environment)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => pulumi.interpolate`${name}=${value}`),
    securityOpts: ['no-new-privileges:true'],
  };
}

/**
 * The arguments of a server: what depends on it waits until `test` ends with 0, and it comes back
 * after a crash or a reboot.
 *
 * @param stopSeconds what it may take to end in good order.
 */
export function asServer(
  { startTimeoutSeconds }: Surroundings,
  test: readonly string[],
  stopSeconds: number,
) {
  return {
    healthcheck: {
      tests: ['CMD', ...test],
      startPeriod: '2m0s',
      interval: '2s',
      timeout: '10s',
      retries: 5,
    },
    wait: true,
    waitTimeout: startTimeoutSeconds,
    restart: 'unless-stopped',
    destroyGraceSeconds: stopSeconds,
  };
}

/** The arguments of a container that does one thing and ends: that it no longer runs is no drift. */
export const AS_TASK = { attach: true, mustRun: false } as const;

/**
 * The options of every container. Two with one name or one port cannot stand side by side, so an old one
 * goes first; its environment and files hold passwords.
 */
export function containerOptions(
  parent: pulumi.Resource,
  dependsOn: pulumi.CustomResourceOptions['dependsOn'] = [],
): pulumi.CustomResourceOptions {
  return {
    parent,
    dependsOn,
    deleteBeforeReplace: true,
    // The provider would change it in the state only.
    replaceOnChanges: ['healthcheck'],
    additionalSecretOutputs: ['envs', 'uploads'],
  };
}

/**
 * A task's container once it has ended well, to depend on.
 *
 * @throws RunError that says where the task's own words are if it has failed.
 */
export function ended(task: docker.Container): pulumi.Output<docker.Container> {
  return pulumi.all([task.exitCode, task.name, task.urn]).apply(([code, name, urn]) => {
    if (code === 0) return task;
    throw new pulumi.RunError(
      `Container ${name} has failed with exit code ${code}. What it says: docker logs ${name}\n` +
        `When the cause is mended, run it again: pulumi up --replace '${urn}'`,
    );
  });
}

/** Publishes a container's port to this machine, and to no other. */
export function publish(internal: number, external: number) {
  return { internal, external, ip: '127.0.0.1' };
}

/** A password of its own for each purpose, the same as long as the seed is. A secret. */
export function passwordFor({ seed }: Surroundings, purpose: string): pulumi.Output<string> {
  return pulumi.secret(
    seed.privateKeyPem.apply((pem) =>
      createHmac('sha256', pem).update(purpose).digest('base64url'),
    ),
  );
}
