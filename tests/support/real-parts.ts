import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { withLock } from '../../toolchain/steps.mjs';
import { emptyKong } from './empty-kong.ts';

/** What a comparison can need, and the variables that say where it is. docs/parity.md has them in full. */
const VARIABLES = {
  kong: ['REAL_KONG_ADMIN_URL', 'REAL_KONG_PROXY_URL'],
  providers: ['REAL_PULUMI_HOME'],
  docker: ['REAL_DOCKER_HOST'],
} as const;

export type RealPart = keyof typeof VARIABLES;

/** Where a real Kong listens. */
export interface RealKong {
  admin: string;
  proxy: string;
  /** The same with a certificate that Kong has signed itself, where REAL_KONG_TLS_PROXY_URL names it. */
  tlsProxy?: string;
}

/** Where a stack's life runs: the Kong to configure, and the environment that selects the providers. */
export interface Ground {
  kong?: RealKong;
  /** A real FusionAuth that the tests' own provisioning key opens; the embedded one if it is left out. */
  fusionAuth?: string;
  env?: NodeJS.ProcessEnv;
}

/** What is not at hand of some parts, in words; undefined if all are. */
export function missing(...parts: RealPart[]): string | undefined {
  const names = parts.flatMap((part) => VARIABLES[part].filter((name) => !process.env[name]));
  return names.length > 0 ? `needs ${names.join(', ')}` : undefined;
}

/** A PULUMI_HOME with the official providers, kong 4.6.1, terraform-provider 1.1.0 and tls 5.6.1. */
export function officialHome(): string {
  return required('REAL_PULUMI_HOME');
}

const NAMES = {
  kong: 'resource-kong-v4.6.1/pulumi-resource-kong',
  tls: 'resource-tls-v5.6.1/pulumi-resource-tls',
  'terraform-provider': 'resource-terraform-provider-v1.1.0/pulumi-resource-terraform-provider',
};

/** An official provider's executable. */
export function officialProvider(name: keyof typeof NAMES): string {
  return join(officialHome(), 'plugins', NAMES[name]);
}

/**
 * The real Kong, empty and for the caller alone until it is released. It must hold nothing of value.
 *
 * @throws Error if it is not named, or does not answer.
 */
export async function takeRealKong(): Promise<RealKong & { release(): Promise<void> }> {
  const [admin, proxy] = VARIABLES.kong.map(required) as [string, string];
  const tlsProxy = process.env['REAL_KONG_TLS_PROXY_URL'];
  const [taken, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = withLock(join(tmpdir(), `real-kong-${new URL(admin).port}.lock`), () => {
    taken.resolve();
    return released.promise;
  });
  await Promise.race([taken.promise, held]);
  const release = async () => {
    await emptyKong(admin);
    released.resolve();
    await held;
  };
  await emptyKong(admin);
  return { admin, proxy, ...(tlsProxy && { tlsProxy }), release };
}

/**
 * Describes what happens on the official providers, and on the real Kong where one is named, else on the embedded one;
 * skipped, with the reason, without the providers.
 */
export function describeOnOfficialProviders(
  title: string,
  describeLife: (prepare: () => Promise<Ground>) => void,
): void {
  const withKong = missing('kong') === undefined;
  const ground = `on the official providers and the ${withKong ? 'real' : 'embedded'} Kong`;
  describeWith(['providers'], `${title} ${ground}`, () => {
    let release = () => Promise.resolve();

    describeLife(async () => {
      const fusionAuth = process.env['REAL_FUSIONAUTH_URL'];
      const ground = { env: { PULUMI_HOME: officialHome() }, ...(fusionAuth && { fusionAuth }) };
      if (!withKong) return ground;
      const kong = await takeRealKong();
      release = () => kong.release();
      return { ...ground, kong };
    });

    afterAll(() => release());
  });
}

/** Describes what needs some parts; skipped, with the reason in the title, where one is not at hand. */
export function describeWith(parts: RealPart[], title: string, body: () => void): void {
  const reason = missing(...parts);
  describe.skipIf(reason)(reason ? `${title} (${reason})` : title, body);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. docs/parity.md says what it names.`);
  return value;
}
