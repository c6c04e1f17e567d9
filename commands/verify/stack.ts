import { checkAccess, hasMoreThanGuide } from './access.ts';
import { asCallText } from './by-hand.ts';
import type { Check } from './checklist.ts';
import { checkGuide } from './checks.ts';
import { checkIdentity } from './identity.ts';
import type { Api } from './call.ts';
import { checkSignIn } from './sign-in.ts';
import { gatewayOutputs, stackOutputs, type GatewayOutputs, type StackOutputs } from './outputs.ts';
import type { Configuration } from '../shared/stack/shapes.ts';
import { openStack, type StackPlace } from '../shared/stack/stack.ts';

/** A stack as the checks see it. */
export interface VerifiableStack {
  outputs: StackOutputs;
  /** The API key that FusionAuth is provisioned with. A secret. */
  provisioningKey: string;
}

/**
 * Reads a stack's outputs and the API key of its fusionauth provider.
 *
 * @throws Error if the stack is not up, or lacks an output that the guide's requests need.
 */
export async function readVerifiable(place: StackPlace, stack: string): Promise<VerifiableStack> {
  const { outputs, provisioningKey } = await readOutputs(place, stack);
  return { outputs: requireComplete(outputs, stack), provisioningKey };
}

async function readOutputs(place: StackPlace, name: string) {
  const stack = openStack(place, name);
  // A stack that this one trusts may be of another project, whose folder its configuration lies in.
  const elsewhere: Configuration = {};
  const [resources, configuration] = await Promise.all([
    stack.resources(),
    stack.configuration().catch(() => elsewhere),
  ]);
  const outputs = resources.find(({ type }) => type === 'pulumi:pulumi:Stack')?.outputs ?? {};
  const key = configuration['fusionauth:apiKey'] ?? place.env['FA_API_KEY'] ?? '';
  return { outputs, provisioningKey: key.trim() };
}

function requireComplete(outputs: unknown, stack: string): StackOutputs {
  const { data, error } = stackOutputs.safeParse(outputs);
  if (data) return data;
  const missing = error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(
    `Stack ${stack} lacks the outputs ${missing}. Run \`pulumi up\`; ` +
      `loginId and password need a user in applications[0].users.`,
  );
}

/** What came of a stack's checks, and how to make the like by hand. */
export interface Verification {
  checks: Check[];
  /** Lines for a shell, for people; empty where nobody can log in and call. */
  byHand: string;
}

/**
 * Makes every check that a stack's outputs allow. A gateway's stack is called with tokens of each stack that it trusts,
 * whose secret outputs are read for that.
 *
 * @throws Error if the stack, or one that it trusts, is not up or lacks an output.
 */
export async function verify(place: StackPlace, stack: string): Promise<Verification> {
  const { outputs, provisioningKey } = await readOutputs(place, stack);
  const { data: gateway } = gatewayOutputs.safeParse(outputs);
  if (!gateway) {
    const own = { outputs: requireComplete(outputs, stack), provisioningKey };
    return { checks: await checkStack(own), byHand: asCallText(own.outputs, stack) };
  }
  const all: Verification[] = [];
  for (const name of gateway.trusts) {
    const issuer = await readVerifiable(place, name);
    const made = await checkGateway(gateway, issuer);
    const titled = made.map((one) => ({ ...one, name: `${name}: ${one.name}` }));
    const byHand = asCallText(through(gateway, issuer.outputs), name);
    all.push({ checks: gateway.trusts.length > 1 ? titled : made, byHand });
  }
  const lines = all.map(({ byHand }) => byHand).find((text) => text !== '') ?? '';
  return { checks: all.flatMap(({ checks }) => checks), byHand: lines };
}

/** Every check that a stack's outputs allow. */
export async function checkStack({ outputs, provisioningKey }: VerifiableStack): Promise<Check[]> {
  const guide = await checkGuide(outputs, provisioningKey);
  const access = hasMoreThanGuide(outputs) ? await checkAccess(outputs) : [];
  const identity = await checkIdentity(outputs);
  return [...guide, ...access, ...identity, ...(await checkSignIn(outputs))];
}

/** Every check of a gateway's APIs with the tokens of a stack that it trusts. */
export async function checkGateway(
  gateway: GatewayOutputs,
  { outputs, provisioningKey }: VerifiableStack,
): Promise<Check[]> {
  const stack = through(gateway, outputs);
  const [api] = stack.access.apis;
  // Machines alone: there is no login to make the guide's requests with.
  const hasLogin = stack.access.applications.some(({ name }) => api?.admits.includes(name));
  return [
    ...(hasLogin ? await checkGuide(stack, provisioningKey) : []),
    ...(await checkAccess(stack)),
    ...(await checkIdentity(stack)),
  ];
}

/** The issuer's clients and the gateway's APIs as one stack: first an API and a login that it lets in, if there are. */
function through({ gatewayUrl, access }: GatewayOutputs, issuer: StackOutputs): StackOutputs {
  const { applications } = issuer.access;
  const loginFor = (api?: Api) => applications.find(({ name }) => api?.admits.includes(name));
  const first = access.apis.find((api) => loginFor(api));
  const login = loginFor(first);
  const apis = first ? [first, ...access.apis.filter((api) => api !== first)] : access.apis;
  const { kid = issuer.kid, publicKeyPem = issuer.publicKeyPem } =
    issuer.trust?.clients
      .find(({ name }) => name === login?.name)
      ?.keys.find(({ state }) => state === 'signing') ?? {};
  const { applicationId, loginId, password } = login ?? issuer;
  const guide = { kid, publicKeyPem, applicationId, loginId, password };
  return { ...issuer, ...guide, apiUrl: gatewayUrl, access: { ...issuer.access, ...access, apis } };
}
