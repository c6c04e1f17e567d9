import { application } from '../../catalogue/fusionauth/application.ts';
import { entityType } from '../../catalogue/fusionauth/entity-type.ts';
import { importedKey } from '../../catalogue/fusionauth/keys.ts';
import { registration } from '../../catalogue/fusionauth/users.ts';
import { samePublicKey } from '../../servers/public-key.ts';
import type { JsonObject } from '../../servers/server-api.ts';
import { fusionAuthOf, kongOf, type SomeServers } from '../../servers/servers.ts';
import type { Found } from './find.ts';

/** A key of an imported pair whose private half died with the update, and what goes with it. */
export interface LostKey {
  found: Found;
  /** What is removed on the servers, in this order: credentials, signers, the key. */
  removed: { server: 'Kong' | 'FusionAuth'; path: string; what: string }[];
}

/**
 * The found keys whose pairs nobody has, for the update that made them was killed with checkpoints skipped.
 *
 * A lost key is replaced with what signs with it, if nothing can have been signed with it that Kong accepts: what signs
 * with it came with the same update, whose secrets nobody was told, and nobody has logged in there.
 *
 * @throws Error with the way on if tokens signed with one may be out.
 */
export async function findLostKeys(
  servers: SomeServers,
  found: readonly Found[],
  stack: string,
): Promise<LostKey[]> {
  const lost = found.filter(
    ({ declared, inputs }) =>
      declared.resource.type === importedKey.type && inputs['publicKey'] === undefined,
  );
  if (lost.length === 0) return [];
  const fusionAuth = fusionAuthOf(servers);
  const [credentials, applications, types] = await Promise.all([
    kongOf(servers).list('/jwts'),
    fusionAuth.list('/api/application', 'applications'),
    fusionAuth.list('/api/entity/type/search?name=*&numberOfResults=1000', 'entityTypes'),
  ]);
  return lost.map((one) => {
    const { id, object } = one;
    const accepted = credentials.filter(({ rsa_public_key: pem }) =>
      samePublicKey(pem, object['publicKey']),
    );
    const signers = [
      ...applications.found.filter((signer) => signsWith(signer, id)).map(asApplication),
      ...types.found.filter((signer) => signsWith(signer, id)).map(asEntityType),
    ];
    const used = signers.find((signer) => !isNew(signer, found));
    if (used) throw new Error(refusal(one, used.what, stack));
    return {
      found: one,
      removed: [
        ...accepted.map(credentialPath),
        ...signers.map(({ path, what }) => ({ server: 'FusionAuth' as const, path, what })),
        { server: 'FusionAuth', path: `/api/key/${id}`, what: `key ${String(object['name'])}` },
      ],
    };
  });
}

/** Removes lost keys with what signs with them. */
export async function removeLostKeys(
  servers: SomeServers,
  lost: readonly LostKey[],
): Promise<void> {
  for (const { server, path } of lost.flatMap(({ removed }) => removed))
    await (server === 'Kong' ? kongOf(servers) : fusionAuthOf(servers)).remove(path);
}

interface Signer {
  type: string;
  id: string;
  path: string;
  what: string;
}

function asApplication({ id, name }: JsonObject): Signer {
  const path = `/api/application/${String(id)}?hardDelete=true`;
  return { type: application.type, id: String(id), path, what: `application ${String(name)}` };
}

function asEntityType({ id, name }: JsonObject): Signer {
  const path = `/api/entity/type/${String(id)}`;
  return { type: entityType.type, id: String(id), path, what: `entity type ${String(name)}` };
}

function credentialPath({ id, consumer }: JsonObject): LostKey['removed'][number] {
  const owner = (consumer as { id: string }).id;
  const path = `/consumers/${owner}/jwt/${String(id)}`;
  return { server: 'Kong', path, what: `jwt credential ${String(id)}` };
}

function signsWith({ jwtConfiguration }: JsonObject, key: string): boolean {
  const { accessTokenKeyId, idTokenKeyId } = (jwtConfiguration ?? {}) as JsonObject;
  return accessTokenKeyId === key || idTokenKeyId === key;
}

/** Whether a signer came with the dead update, and nobody has logged in there. */
function isNew({ type, id }: Signer, found: readonly Found[]): boolean {
  const isFound = found.some((one) => one.declared.resource.type === type && one.id === id);
  const logins = found.filter(
    ({ declared, inputs, object }) =>
      declared.resource.type === registration.type &&
      inputs['applicationId'] === id &&
      Number(object['lastLoginInstant'] ?? 0) > 0,
  );
  return isFound && logins.length === 0;
}

function refusal({ object }: Found, signer: string, stack: string): string {
  return (
    `The private half of key ${String(object['name'])} died with the update that imported it, and ${signer} has ` +
    'signed with it, so it is not replaced: its tokens would get 401. Nothing was changed.\n' +
    'FusionAuth holds the pair. Leave it there: set `source: generated` for that key in the settings, then\n' +
    `  npm run recover -- --stack ${stack}`
  );
}
