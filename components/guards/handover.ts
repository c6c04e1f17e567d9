import { setTimeout as delay } from 'node:timers/promises';
import * as pulumi from '@pulumi/pulumi';
import {
  findCredential,
  findKey,
  settlingMs,
  type HeldCredential,
  type HeldKey,
} from '../../servers/deployed-keys.ts';
import { requireSamePair } from './same-pair.ts';
import type { Servers } from '../../servers/servers.ts';
import type { KeyClaim } from '../issuer-trust.ts';

interface Client {
  kind: 'application' | 'machine';
  name: string;
}

export interface HandoverArgs {
  servers: Servers;
  keyClaim: KeyClaim;
  /** The `iss` claim, which is the credential's key if keyClaim is iss. */
  issuer: string;
}

/**
 * Keeps an update from handing signing over to a key whose tokens Kong would refuse.
 *
 * - Before an application or a machine signs with another key, Kong must hold that key's credential, and long
 *   enough for all its workers to know it. A preview refuses what an update would. Where Kong refuses the
 *   key that signs now, too, there is nothing to guard.
 * - After a jwt plugin looks credentials up by another claim, the update goes on, to the removal of
 *   the old claim's credential, only when all workers do so.
 * - A key's pair is never made anew under the key's name.
 *
 * ```ts
 * const guarded = { transformations: [guardHandovers({ servers, keyClaim, issuer })] };
 * new Application('shop', args, guarded);
 * new ProtectedApi('orders', api, guarded);
 * ```
 */
export function guardHandovers(args: HandoverArgs): pulumi.ResourceTransformation {
  const beforeSigning = new pulumi.ResourceHook(
    'kong-knows-the-signing-key',
    (change) => requireCredential(args, change),
    { onDryRun: true },
  );
  const afterKeyClaim = new pulumi.ResourceHook('kong-looks-up-the-new-claim', (change) =>
    settleKeyClaim(args, change),
  );
  const samePair = new pulumi.ResourceHook('key-keeps-its-pair', requireSamePair, {
    onDryRun: true,
  });
  const hooks: Record<string, pulumi.ResourceHookBinding> = {
    'fusionauth-kong:index:SigningKey': { beforeUpdate: [samePair] },
    'fusionauth:index/application:Application': { beforeUpdate: [beforeSigning] },
    'fusionauth:index/entityType:EntityType': { beforeUpdate: [beforeSigning] },
    'kong:index/plugin:Plugin': { afterUpdate: [afterKeyClaim] },
  };
  return ({ type, props, opts }) => {
    const bound = hooks[type];
    return bound && { props, opts: pulumi.mergeOptions(opts, { hooks: bound }) };
  };
}

async function requireCredential(
  { servers, keyClaim, issuer }: HandoverArgs,
  { type, name, oldInputs, newInputs }: pulumi.ResourceHookArgs,
): Promise<void> {
  const before = signingKeyOf(oldInputs);
  const after = signingKeyOf(newInputs);
  if (before === undefined || before === after) return;
  const lookUp = ({ kid }: HeldKey) => [keyClaim === 'iss' ? issuer : kid];
  const credential = after && (await credentialOf(servers, after, lookUp));
  if (!credential) {
    // Kong refuses what is signed now as well, by either claim: this update may be what mends that.
    if (!(await credentialOf(servers, before, ({ kid }) => [issuer, kid]))) return;
    throw new Error(refusal(clientOf(type, name), keyClaim));
  }
  if (pulumi.runtime.isDryRun()) return;
  await delay(Math.max(0, credential.created_at * 1000 + (await settlingMs(servers)) - Date.now()));
}

/** Kong's credential that verifies with that key of FusionAuth, if it has one under one of those names. */
async function credentialOf(
  servers: Servers,
  keyId: string,
  names: (key: HeldKey) => string[],
): Promise<HeldCredential | undefined> {
  const key = await findKey(servers, keyId);
  if (!key) return undefined;
  const found = await Promise.all(names(key).map((name) => findCredential(servers, name)));
  return found.find((one) => one?.rsa_public_key?.trim() === key.publicKey.trim());
}

async function settleKeyClaim(
  { servers }: HandoverArgs,
  { oldInputs, newInputs }: pulumi.ResourceHookArgs,
): Promise<void> {
  if (keyClaimOf(oldInputs) !== keyClaimOf(newInputs)) await delay(await settlingMs(servers));
}

function signingKeyOf(inputs: pulumi.ResourceHookArgs['newInputs']): string | undefined {
  const jwt = inputs?.['jwtConfiguration'] as Record<string, unknown> | undefined;
  // An application has the one, an entity type the other.
  const id = jwt?.['accessTokenId'] ?? jwt?.['accessTokenKeyId'];
  return typeof id === 'string' ? id : undefined;
}

function keyClaimOf(inputs: pulumi.ResourceHookArgs['newInputs']): unknown {
  const config = JSON.parse(String(inputs?.['configJson'] ?? '{}')) as Record<string, unknown>;
  return config['key_claim_name'];
}

/** The client whose application or entity type it is, as the settings know it. */
function clientOf(type: string, name: string): Client {
  return type.endsWith(':Application')
    ? { kind: 'application', name: name.replace(/-application$/, '') }
    : { kind: 'machine', name: name.replace(/-type$/, '') };
}

function refusal({ kind, name }: Client, keyClaim: KeyClaim): string {
  const what =
    `${kind === 'machine' ? 'Machine' : 'Application'} ${name} would sign with a key that Kong does not ` +
    'hold yet, and Kong would answer 401 to its tokens.';
  const next = `npm run rotate -- next --${kind} ${name}`;
  return keyClaim === 'iss'
    ? `${what}\nWith keyClaim iss Kong holds one key per issuer, so the old and the new key cannot ` +
        'overlap. Put the old key back, then:\n' +
        '  1. pulumi config set keyClaim kid; pulumi up\n' +
        `  2. ${next}`
    : `${what}\nTake the change of keys back, and let \`${next}\` make it in steps. By hand:\n` +
        '  1. the old key stays signing, the new one is verifying; pulumi up\n' +
        '  2. the new key is signing, the old one verifying; pulumi up';
}
