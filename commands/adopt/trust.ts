import { subjectPublicKey } from '../../servers/public-key.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf } from '../shared/live-kong.ts';
import { firstOf } from '../shared/shown.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { Live } from './live.ts';
import type { LiveApplication, LiveKey, LiveTenant } from './live-fusionauth.ts';

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

/** One with the name that it has in the settings. */
export type NamedPair = TrustedPair & { name: string };

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
  const links = linksOf(live, keyClaim, live.kong.jwts, notes);
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

/**
 * The links that credentials are, as far as they lead to a key of FusionAuth.
 *
 * @param notes gets a sentence for each that does not.
 */
export function linksOf(
  { kong, fusionAuth }: Live,
  keyClaim: KeyClaim,
  credentials: readonly Entity[],
  notes: string[],
): TrustLink[] {
  const consumers = new Map(kong.consumers.map((one) => [idOf(one), one]));
  const keys = new Map(fusionAuth.keys.map((key) => [subjectPublicKey(key.publicKey), key]));
  const issuers = new Map(fusionAuth.tenants.map(({ id, issuer }) => [id, issuer]));
  return credentials.flatMap((credential): TrustLink[] => {
    const owner = ownerOf(credential, 'consumer') ?? '';
    const consumer = consumers.get(owner);
    const skip = (why: string) => {
      notes.push(
        `The jwt credential of consumer ${consumer ? usernameOf(consumer) : owner} stays as it is: ${why}.`,
      );
      return [];
    };
    if (!consumer) return skip('Kong lists no such consumer');
    const algorithm = textOf(credential['algorithm'], '');
    if (algorithm !== 'RS256') return skip(`its algorithm is ${algorithm}, not RS256`);
    const held = subjectPublicKey(credential['rsa_public_key']);
    const key = held === undefined ? undefined : keys.get(held);
    if (!key) return skip('FusionAuth has no key with that public key');
    const looksUp = textOf(credential['key'], '');
    const signs = fusionAuth.applications.filter(
      (one) =>
        signsWith(one, key) &&
        one.tenantId !== undefined &&
        (keyClaim === 'kid' || issuers.get(one.tenantId) === looksUp),
    );
    if (keyClaim === 'kid' && looksUp !== key.kid)
      return skip(`its key is ${looksUp}, and the kid of that public key is ${key.kid}`);
    if (keyClaim === 'iss' && signs.length === 0)
      return skip(`no application with JWT enabled signs with that key as ${looksUp}`);
    if (key.algorithm !== 'RS256' || ![2048, 3072, 4096].includes(key.length))
      return skip(`FusionAuth's key is ${key.algorithm} of ${key.length} bits`);
    return [{ credential, consumer, key, signs }];
  });
}

function signsWith({ jwtConfiguration: jwt }: LiveApplication, { id }: LiveKey): boolean {
  return jwt.enabled && jwt.accessTokenKeyId === id;
}

function pairOf(
  { fusionAuth }: Live,
  keyClaim: KeyClaim,
  links: TrustLink[],
  { application: wanted }: Choice,
  notes: string[],
): TrustedPair[] {
  const { consumer } = links[0]!;
  const stay = (why: string) => {
    notes.push(`Consumer ${usernameOf(consumer)} stays as it is: ${why}.`);
    return [];
  };
  const candidates = links.flatMap((link) => link.signs);
  const isNamed = ({ id, name }: LiveApplication) => id === wanted || name === wanted;
  const application =
    candidates.find(isNamed) ??
    candidates.find(({ id }) => id === consumer['custom_id']) ??
    (candidates.length === 1 ? candidates[0] : undefined);
  if (candidates.length === 0) {
    const universal = fusionAuth.applications.filter(
      (one) => one.tenantId === undefined && links.some(({ key }) => signsWith(one, key)),
    );
    return stay(
      universal.length > 0
        ? `with its keys signs ${names(universal)}, which is of every tenant, and a stack's applications are of one`
        : 'no application signs with its keys',
    );
  }
  if (!application)
    return stay(
      `${candidates.length} applications sign with its key. If the stack shall declare one: --application with one of ${names(candidates)}`,
    );
  const others = candidates.filter(({ id }) => id !== application.id);
  if (others.length > 0) {
    notes.push(
      `Kong accepts tokens of ${names(others)} too, for they are signed with the same key. ` +
        `${others.length === 1 ? 'It stays' : 'They stay'} as ${others.length === 1 ? 'it is' : 'they are'}.`,
    );
  }
  const tenant = fusionAuth.tenants.find(({ id }) => id === application.tenantId);
  if (!tenant) return stay(`FusionAuth lists no tenant ${application.tenantId} of its application`);
  const signing = links.find(({ signs }) => signs.includes(application))!;
  const verifying = keyClaim === 'kid' ? links.filter((link) => link !== signing) : [];
  return [{ tenant, application, consumer, links: [signing, ...verifying] }];
}

/** What a consumer is called. */
export function usernameOf(consumer: Entity): string {
  return textOf(consumer['username'], textOf(consumer['custom_id'], idOf(consumer)));
}

function names(applications: readonly LiveApplication[]): string {
  return applications.map(({ name }) => name).join(', ');
}

function nothingFound(keyClaim: KeyClaim, notes: readonly string[]): string {
  return [
    `No credential of Kong leads to FusionAuth by ${keyClaim}: there is no RS256 credential with the public ` +
      'key of an application of the tenant that is chosen.',
    ...firstOf(notes).map((note) => `  ${note}`),
  ].join('\n');
}
