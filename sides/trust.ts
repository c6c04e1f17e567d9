import * as pulumi from '@pulumi/pulumi';
import { z } from 'zod';
import type { IssuerTrust } from '../components/issuer-trust.ts';
import { SettingsError, type Problem } from '../servers/problems.ts';
import { clientsOf, type Client } from '../settings/clients.ts';
import type { Settings } from '../settings/settings.ts';

/** What a stack of the issuer's side says to the stacks that trust it: public halves, and nothing secret. */
const trust = z.object({
  /** The `iss` claim of the tokens. */
  issuer: z.string(),
  keyClaim: z.string(),
  clients: z.array(
    z.object({
      kind: z.enum(['application', 'machine']),
      name: z.string(),
      group: z.string(),
      grants: z.array(z.string()),
      /** FusionAuth's id of the application, or the machine's client id. */
      clientId: z.string(),
      keys: z.array(
        z.object({
          name: z.string(),
          state: z.enum(['signing', 'verifying']),
          kid: z.string(),
          publicKeyPem: z.string(),
        }),
      ),
    }),
  ),
});

/** A client of another stack. */
export interface TrustedClient extends Client {
  /** As `ORG/PROJECT/STACK`. */
  stack: string;
}

/**
 * What the stacks of gateways may trust of this one.
 *
 * @param trusts of the applications and the machines, in the order of the settings.
 */
export function publishedTrust(settings: Settings, trusts: readonly IssuerTrust[]) {
  const clients = clientsOf(settings).map((client, index) => {
    const { clientId, keys } = trusts[index]!;
    return { ...client, clientId, keys };
  });
  return { issuer: trusts[0]!.issuer, keyClaim: settings.keyClaim, clients };
}

/**
 * The clients of the stacks that a gateway's stack trusts, as the last update of each left them.
 *
 * @throws SettingsError with every stack that cannot be trusted, and every API that allows a client that none has.
 */
export async function trustedClients(settings: Settings): Promise<TrustedClient[]> {
  const problems: Problem[] = [];
  const found = await Promise.all(
    settings.trusts.map((stack, index) =>
      readTrust(stack, `trusts[${index}]`, settings.keyClaim, problems),
    ),
  );
  const clients = found.flat();
  // What a stack has that cannot be read is unknown, and no name is wrong for that.
  if (problems.length === 0) problems.push(...unknownNames(settings, clients));
  if (problems.length > 0) throw new SettingsError(problems);
  return clients;
}

async function readTrust(
  stack: string,
  key: string,
  keyClaim: string,
  problems: Problem[],
): Promise<TrustedClient[]> {
  const { value } = (await new pulumi.StackReference(stack).getOutputDetails('trust')) as {
    value?: unknown;
  };
  const read = trust.safeParse(value);
  if (!read.success) {
    const fault = 'has no output trust, by which a stack of side issuer says who its clients are';
    const fix = `bring it up first: pulumi up --stack ${stack}`;
    problems.push({ key, value: stack, fault, fix });
    return [];
  }
  if (read.data.keyClaim !== keyClaim) {
    const fault = `is ${keyClaim}, and stack ${stack} has keyClaim ${read.data.keyClaim}`;
    const fix = `pulumi config set keyClaim ${read.data.keyClaim}`;
    problems.push({ key: 'keyClaim', fault, fix });
  }
  return read.data.clients.map(({ kind, name, group, grants }) => {
    return { kind, name, group, grants, stack };
  });
}

function unknownNames({ apis, trusts }: Settings, clients: readonly TrustedClient[]): Problem[] {
  const applications = clients.filter(({ kind }) => kind === 'application');
  const known = applications.map(({ name }) => name).join(', ') || 'none';
  return apis.flatMap(({ allow = [] }, index) =>
    allow.flatMap((value): Problem[] => {
      const key = `apis[${index}].allow`;
      const stacks = applications.filter(({ name }) => name === value).map(({ stack }) => stack);
      if (stacks.length === 1) return [];
      if (stacks.length > 1) {
        const fault = `names an application of ${stacks.join(' and of ')}`;
        return [{ key, value, fault, fix: 'give one of them another name, or trust one stack' }];
      }
      const fault = `names no application of ${trusts.join(', ')}`;
      return [{ key, value, fault, fix: `use one of ${known}, or bring up the stack that has it` }];
    }),
  );
}
