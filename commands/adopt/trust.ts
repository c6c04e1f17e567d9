import { subjectPublicKey } from '../../servers/public-key.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf } from '../shared/live-kong.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { Live, LiveApplication, LiveKey, LiveTenant } from './live.ts';

/** A link of the trust chain: a credential of Kong that holds the public half of a key of FusionAuth. */
export interface TrustLink {
  credential: Entity;
  consumer: Entity;
  key: LiveKey;
  /** The applications that sign with the key; none if it only verifies what is left of its tokens. */
  signs: LiveApplication[];
}

/** Which of several answers is meant, if the servers leave that open. */
export interface Choice {
  /** Name or id of the application, where several sign with one key. */
  application?: string | undefined;
  /** Name or id of the tenant, where several issuers are trusted. */
  tenant?: string | undefined;
}

/** An application of FusionAuth that Kong trusts, and the consumer that stands for it. */
export interface TrustedPair {
  tenant: LiveTenant;
  application: LiveApplication;
  consumer: Entity;
  /** The signing key's first. */
  links: TrustLink[];
}

/**
 * Follows the trust chain back: from Kong's credentials, over the public keys they hold, to the keys,
 * applications and tenants of FusionAuth.
 *
 * @param notes gets a sentence for each credential that leads nowhere.
 * @throws Error if nothing leads to FusionAuth, or the servers leave open what is meant.
 */
export function followTrust(
  live: Live,
  keyClaim: KeyClaim,
  choice: Choice,
  notes: string[],
): TrustedPair[] {
  const links = live.kong.jwts.flatMap((credential) => linkOf(live, keyClaim, credential, notes));
  const pairs = [...Map.groupBy(links, ({ consumer }) => idOf(consumer)).values()].flatMap((own) =>
    pairOf(live, keyClaim, own, choice, notes),
  );
  const wanted = choice.tenant;
  const chosen = pairs.filter(
    ({ tenant }) => wanted === undefined || tenant.name === wanted || tenant.id === wanted,
  );
  if (chosen.length === 0) throw new Error(nothingFound(keyClaim, notes));
  const tenants = [...new Set(chosen.map(({ tenant }) => tenant.name))];
  if (tenants.length === 1) return chosen;
  throw new Error(
    `Kong trusts applications of ${tenants.length} tenants, and a stack has one. Adopt one at a ` +
      `time: --tenant with one of ${tenants.join(', ')}.`,
  );
}

/** The link that a credential is, if it leads to a key of FusionAuth; a sentence in `notes` if not. */
export function linkOf(
  { kong, fusionAuth }: Live,
  keyClaim: KeyClaim,
  credential: Entity,
  notes: string[],
): TrustLink[] {
  const consumer = kong.consumers.find((one) => idOf(one) === ownerOf(credential, 'consumer'))!;
  const name = textOf(consumer['username'], idOf(consumer));
  const skip = (why: string) => {
    notes.push(`The jwt credential of consumer ${name} stays as it is: ${why}.`);
    return [];
  };
  const algorithm = textOf(credential['algorithm'], '');
  if (algorithm !== 'RS256') return skip(`its algorithm is ${algorithm}, not RS256`);
  const held = subjectPublicKey(credential['rsa_public_key']);
  const key = fusionAuth.keys.find(({ publicKey }) => held && subjectPublicKey(publicKey) === held);
  if (!key) return skip('FusionAuth has no key with that public key');
  const looksUp = textOf(credential['key'], '');
  const signs = fusionAuth.applications.filter(
    ({ tenantId, jwtConfiguration: { enabled, accessTokenKeyId } }) =>
      enabled &&
      accessTokenKeyId === key.id &&
      (keyClaim === 'kid' || issuerOf(fusionAuth.tenants, tenantId) === looksUp),
  );
  if (keyClaim === 'kid' && looksUp !== key.kid)
    return skip(`its key is ${looksUp}, and the kid of that public key is ${key.kid}`);
  if (keyClaim === 'iss' && signs.length === 0)
    return skip(`no application with JWT enabled signs with that key as ${looksUp}`);
  if (key.algorithm !== 'RS256' || ![2048, 3072, 4096].includes(key.length))
    return skip(`FusionAuth's key is ${key.algorithm} of ${key.length} bits`);
  return [{ credential, consumer, key, signs }];
}

function pairOf(
  { fusionAuth }: Live,
  keyClaim: KeyClaim,
  links: TrustLink[],
  { application: wanted }: Choice,
  notes: string[],
): TrustedPair[] {
  const { consumer } = links[0]!;
  const name = textOf(consumer['username'], idOf(consumer));
  const candidates = links.flatMap((link) => link.signs);
  const isNamed = ({ id, name }: LiveApplication) => id === wanted || name === wanted;
  const application =
    candidates.find(isNamed) ??
    candidates.find(({ id }) => id === consumer['custom_id']) ??
    (candidates.length === 1 ? candidates[0] : undefined);
  if (candidates.length === 0) {
    notes.push(`Consumer ${name} stays as it is: no application signs with its keys.`);
    return [];
  }
  if (!application) {
    throw new Error(
      `${candidates.length} applications sign with the key that Kong trusts as consumer ${name}. ` +
        `Say which the stack shall declare: --application with one of ${names(candidates)}.`,
    );
  }
  const others = candidates.filter(({ id }) => id !== application.id);
  if (others.length > 0) {
    notes.push(
      `Kong accepts tokens of ${names(others)} too, for they are signed with the same key. ` +
        `${others.length === 1 ? 'It stays' : 'They stay'} as ${others.length === 1 ? 'it is' : 'they are'}.`,
    );
  }
  const tenant = fusionAuth.tenants.find(({ id }) => id === application.tenantId)!;
  const signing = links.find(({ signs }) => signs.includes(application))!;
  const verifying = keyClaim === 'kid' ? links.filter((link) => link !== signing) : [];
  return [{ tenant, application, consumer, links: [signing, ...verifying] }];
}

function issuerOf(tenants: readonly LiveTenant[], id: string): string | undefined {
  return tenants.find((tenant) => tenant.id === id)?.issuer;
}

function names(applications: readonly LiveApplication[]): string {
  return applications.map(({ name }) => name).join(', ');
}

function nothingFound(keyClaim: KeyClaim, notes: readonly string[]): string {
  return [
    `No credential of Kong leads to FusionAuth by ${keyClaim}: there is no RS256 credential with the public ` +
      'key of an application of the tenant that is chosen.',
    ...notes.map((note) => `  ${note}`),
  ].join('\n');
}
