import { SignJWT, exportSPKI, generateKeyPair } from 'jose';
import type { Platform } from '../../embedded/platform.ts';
import type { Hand } from '../drift/hand.ts';

const TEAMS = ['billing', 'search', 'stock', 'mobile', 'data'];
/** The teams whose identity providers are not FusionAuth. */
const PROVIDERS = TEAMS.slice(0, 3);

/** Plugins that others have on their services, each with what it needs. */
const PLUGINS: Readonly<Record<string, object>> = {
  acl: { allow: ['others'] },
  'basic-auth': {},
  'bot-detection': {},
  cors: { origins: ['https://shop.example.com'] },
  'correlation-id': { header_name: 'x-id' },
  'file-log': { path: '/dev/stdout' },
  'hmac-auth': {},
  'http-log': { http_endpoint: 'http://logs.internal/kong' },
  'ip-restriction': { allow: ['127.0.0.0/8'] },
  jwt: { claims_to_verify: ['exp'] },
  'key-auth': { key_names: ['x-key'] },
  'rate-limiting': { minute: 1000, policy: 'local' },
  'request-size-limiting': { allowed_payload_size: 8 },
  'request-termination': { status_code: 503 },
  'request-transformer': { add: { headers: ['x-team:other'] } },
  'response-transformer': { remove: { headers: ['server'] } },
};

const KONG = [
  'services',
  'routes',
  'plugins',
  'consumers',
  'jwts',
  'acls',
  'key-auths',
  'upstreams',
];

/**
 * Five teams on a Kong, with thirty services, upstreams, consumers and plugins, and four tenants of FusionAuth: what a
 * stack must leave alone.
 */
export class Others {
  readonly #hand: Hand;
  readonly #proxy: string;
  /** A token of each identity provider. */
  readonly #tokens = new Map<string, string>();

  private constructor(hand: Hand, { ports }: Platform) {
    this.#hand = hand;
    this.#proxy = `http://127.0.0.1:${ports.kongProxy}`;
  }

  static async make(hand: Hand, platform: Platform): Promise<Others> {
    const others = new Others(hand, platform);
    for (const [at, team] of TEAMS.entries()) await others.#makeTeam(team, at, platform);
    for (const name of ['acme', 'globex', 'initech', 'umbrella']) await others.#makeTenant(name);
    return others;
  }

  async #makeTeam(team: string, at: number, { ports }: Platform): Promise<void> {
    const hand = this.#hand;
    const upstream = `${team}.internal`;
    await hand.kong('POST', '/upstreams', { name: upstream });
    await hand.kong('POST', `/upstreams/${upstream}/targets`, {
      target: `127.0.0.1:${ports.upstream}`,
    });
    const { id } = await hand.kong('POST', '/consumers', {
      username: `${team} client`,
      tags: [team],
    });
    const consumer = `/consumers/${id as string}`;
    await hand.kong('POST', `${consumer}/acls`, { group: 'others' });
    await hand.kong('POST', `${consumer}/key-auth`, { key: `key-of-${team}` });
    if (PROVIDERS.includes(team)) {
      const issuer = `https://${team}.idp.example`;
      const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
      await hand.kong('POST', `${consumer}/jwt`, {
        ...{ key: issuer, algorithm: 'RS256', rsa_public_key: await exportSPKI(publicKey) },
      });
      const token = new SignJWT({ iss: issuer }).setProtectedHeader({ alg: 'RS256' });
      this.#tokens.set(team, await token.setExpirationTime('1h').sign(privateKey));
    }
    const plugins = Object.entries(PLUGINS);
    for (let number = 0; number < 6; number += 1) {
      const name = `${team}-${number}`;
      await hand.kong('POST', '/services', { name, url: `http://${upstream}/${number}` });
      await hand.kong('POST', `/services/${name}/routes`, {
        ...{ name, paths: [`/${team}/${number}`], tags: [team] },
        ...(number === 0 && { protocols: ['https'], headers: { 'x-version': ['2'] } }),
      });
      const [plugin, config] = plugins[(at * 6 + number) % plugins.length]!;
      await hand.kong('POST', `/services/${name}/plugins`, { name: plugin, config });
    }
  }

  async #makeTenant(name: string): Promise<void> {
    const hand = this.#hand;
    const { tenant } = await hand.fusionAuth('POST', '/api/tenant', {
      tenant: {
        name,
        data: { owner: name },
        emailConfiguration: { host: `smtp.${name}.example`, port: 587 },
        lambdaConfiguration: { scimUserRequestConverterId: null },
      },
    });
    const tenantId = (tenant as { id: string }).id;
    const roles = [{ name: 'admin', isSuperRole: true }];
    const application = { name: `${name} portal`, roles };
    await hand.fusionAuth('POST', '/api/application', { application }, tenantId);
    // Nobody has an address here.
    const user = { username: `clerk of ${name}`, password: 'a password that nobody knows' };
    await hand.fusionAuth('POST', '/api/user', { user }, tenantId);
  }

  /**
   * What others have on both servers, to the last field.
   *
   * @param ours ids of what the stack declares.
   */
  async held(ours: ReadonlySet<string>): Promise<unknown> {
    const isForeign = ({ id }: { id: string }) => !ours.has(id);
    const listed = async (list: string) => {
      const { data } = await this.#hand.kong('GET', `/${list}?size=1000`);
      return (data as { id: string }[]).filter(isForeign);
    };
    const kinds = ['tenant', 'application', 'key'].map(async (kind) => {
      const answer = await this.#hand.fusionAuth('GET', `/api/${kind}`);
      return (Object.values(answer)[0] as { id: string }[]).filter(isForeign);
    });
    const path = '/api/user/search?queryString=*&numberOfResults=500';
    const { users } = await this.#hand.fusionAuth('GET', path);
    const targets = TEAMS.map((team) =>
      this.#hand.kong('GET', `/upstreams/${team}.internal/targets`),
    );
    const people = (users as { id: string }[]).filter(isForeign);
    return [...(await Promise.all([...KONG.map(listed), ...kinds, ...targets])), people];
  }

  /** How each of their services answers without a credential, with an API key and with a token. */
  async answers(): Promise<Record<string, number[]>> {
    const all = TEAMS.flatMap((team) =>
      Array.from({ length: 6 }, async (_, number) => {
        const token = this.#tokens.get(team) ?? this.#tokens.get(PROVIDERS[0]!)!;
        const ways = [{}, { 'x-key': `key-of-${team}` }, { authorization: `Bearer ${token}` }];
        const asked = ways.map(async (headers) => {
          const response = await fetch(`${this.#proxy}/${team}/${number}`, { headers });
          await response.arrayBuffer();
          return response.status;
        });
        return [`${team}-${number}`, await Promise.all(asked)] as const;
      }),
    );
    return Object.fromEntries(await Promise.all(all));
  }
}
