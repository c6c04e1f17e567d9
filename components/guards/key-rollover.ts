import { setTimeout as delay } from 'node:timers/promises';
import * as pulumi from '@pulumi/pulumi';
import { kindOf } from '../../catalogue/catalogue.ts';
import { application } from '../../catalogue/fusionauth/application.ts';
import { entityType } from '../../catalogue/fusionauth/entity-type.ts';
import { plugin } from '../../catalogue/kong/plugin.ts';
import { componentType, madeFrom, names } from '../../catalogue/names.ts';
import { pluginConfig, valueAt } from '../../catalogue/values.ts';
import {
  findCredential,
  findKey,
  settlingMs,
  type HeldCredential,
  type HeldKey,
} from '../../servers/deployed-keys.ts';
import { samePublicKey } from '../../servers/public-key.ts';
import { requireSamePair } from './immutable-pair.ts';
import type { SomeServers } from '../../servers/servers.ts';
import type { KeyClaim } from '../issuer-trust.ts';

export interface KeyRolloverArgs {
  servers: SomeServers;
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
 * const guarded = { transformations: [guardKeyRollover({ servers, keyClaim, issuer })] };
 * new Application('shop', args, guarded);
 * new ProtectedApi('orders', api, guarded);
 * ```
 */
export function guardKeyRollover(args: KeyRolloverArgs): pulumi.ResourceTransformation {
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
    [componentType('SigningKey')]: { beforeUpdate: [samePair] },
    [application.type]: { beforeUpdate: [beforeSigning] },
    [entityType.type]: { beforeUpdate: [beforeSigning] },
    [plugin.type]: { afterUpdate: [afterKeyClaim] },
  };
  return ({ type, props, opts }) => {
    const bound = hooks[type];
    return bound && { props, opts: pulumi.mergeOptions(opts, { hooks: bound }) };
  };
}

async function requireCredential(
  { servers, keyClaim, issuer }: KeyRolloverArgs,
  { type, name, oldInputs, newInputs }: pulumi.ResourceHookArgs,
): Promise<void> {
  const before = signingKeyOf(type, oldInputs);
  const after = signingKeyOf(type, newInputs);
  if (before === undefined || before === after) return;
  const lookUp = ({ kid }: HeldKey) => [keyClaim === 'iss' ? issuer : kid];
  const credential = after && (await credentialOf(servers, after, lookUp));
  if (!credential) {
    // Kong refuses what is signed now as well, by either claim: this update may be what mends that.
    if (!(await credentialOf(servers, before, ({ kid }) => [issuer, kid]))) return;
    throw new Error(refusal(type, name, keyClaim));
  }
  if (pulumi.runtime.isDryRun()) return;
  await delay(Math.max(0, credential.created_at * 1000 + (await settlingMs(servers)) - Date.now()));
}

/** Kong's credential that verifies with that key of FusionAuth, if it has one under one of those names. */
async function credentialOf(
  servers: SomeServers,
  keyId: string,
  names: (key: HeldKey) => string[],
): Promise<HeldCredential | undefined> {
  const key = await findKey(servers, keyId);
  if (!key) return undefined;
  const found = await Promise.all(names(key).map((name) => findCredential(servers, name)));
  return found.find((one) => samePublicKey(one?.rsa_public_key, key.publicKey));
}

async function settleKeyClaim(
  { servers }: KeyRolloverArgs,
  { oldInputs, newInputs }: pulumi.ResourceHookArgs,
): Promise<void> {
  if (keyClaimOf(oldInputs) !== keyClaimOf(newInputs)) await delay(await settlingMs(servers));
}

function signingKeyOf(
  type: string,
  inputs: pulumi.ResourceHookArgs['newInputs'],
): string | undefined {
  const id = valueAt(inputs ?? {}, kindOf(type)!.signsWith!);
  return typeof id === 'string' ? id : undefined;
}

function keyClaimOf(inputs: pulumi.ResourceHookArgs['newInputs']): unknown {
  return pluginConfig(inputs ?? {})['key_claim_name'];
}

/** @param name the resource's, which is its client's with what names.ts adds. */
function refusal(type: string, name: string, keyClaim: KeyClaim): string {
  const isApplication = type === application.type;
  const client = madeFrom(isApplication ? names.application : names.entityType, name);
  const what =
    `${isApplication ? 'Application' : 'Machine'} ${client} would sign with a key that Kong does not ` +
    'hold yet, and Kong would answer 401 to its tokens.';
  const next = `npm run rotate -- next --${isApplication ? 'application' : 'machine'} ${client}`;
  return keyClaim === 'iss'
    ? `${what}\nWith keyClaim iss Kong holds one key per issuer, so the old and the new key cannot ` +
        'overlap. Put the old key back, then:\n' +
        '  1. pulumi config set keyClaim kid; pulumi up\n' +
        `  2. ${next}`
    : `${what}\nTake the change of keys back, and let \`${next}\` make it in steps. By hand:\n` +
        '  1. the old key stays signing, the new one is verifying; pulumi up\n' +
        '  2. the new key is signing, the old one verifying; pulumi up';
}
