import { number, strings, text, type Entity } from '../schema/value.ts';
import type { Database } from '../entities/database.ts';
import { Crash, json, type Exchange, type Reply } from '../proxy/exchange.ts';
import { authenticate, authenticateAnonymous } from './consumer.ts';
import { decodeToken, decodeBase64Url, verifySignature, type Token } from './token.ts';
import type { Plugin } from './plugin.ts';

/** A verified token's owner, or why there is none. */
type Verdict = { consumer: Entity; credential: Entity } | Reply;

/** Requires a JSON Web Token that a consumer's credential verifies. */
export const jwt: Plugin = {
  name: 'jwt',
  priority: 1450,
  create(config, database) {
    const anonymous = text(config['anonymous']);
    return {
      access(exchange) {
        if (config['run_on_preflight'] === false && exchange.method === 'OPTIONS') return undefined;
        if (anonymous !== undefined && exchange.credential) return undefined;
        const verdict = verify(exchange, config, database);
        if ('consumer' in verdict) {
          const { consumer, credential } = verdict;
          authenticate(exchange, consumer, credential, credential['key']);
          return undefined;
        }
        return anonymous === undefined
          ? verdict
          : authenticateAnonymous(exchange, database, anonymous);
      },
    };
  },
};

function verify(exchange: Exchange, config: Entity, database: Database): Verdict {
  const realm = text(config['realm']);
  const challenge = realm === undefined ? 'Bearer' : `Bearer realm="${realm}"`;
  const refuse = (body: Entity, header = `${challenge} error="invalid_token"`): Reply =>
    json(401, body, { 'WWW-Authenticate': header });
  const tokens = tokensOf(exchange, config);
  const [given] = tokens;
  if (given === undefined) return refuse({ message: 'Unauthorized' }, challenge);
  if (tokens.size > 1) return refuse({ message: 'Multiple tokens provided' });
  if (given === true) return refuse({ message: 'Unrecognizable token' });
  const token = decodeToken(given);
  if (typeof token === 'string') return refuse({ message: `Bad token; ${token}` });
  const claim = text(config['key_claim_name']) ?? 'iss';
  const own = token.claims[claim];
  const key = own === undefined || own === false ? token.header[claim] : own;
  if (key === undefined || key === false) {
    return refuse({ message: `No mandatory '${claim}' in claims` });
  }
  if (key === '') return refuse({ message: `Invalid '${claim}' in claims` });
  if (typeof key !== 'string') throw new Crash(`The claim '${claim}' is not a string.`);
  const credential = database.table('jwt_secrets').find('key', key);
  if (!credential) return refuse({ message: `No credentials found for given '${claim}'` });
  if (token.header['alg'] !== credential['algorithm']) {
    return refuse({ message: 'Invalid algorithm' });
  }
  const secret = secretOf(credential, config);
  if (secret === undefined) return refuse({ message: 'Invalid key/secret' });
  if (!verifySignature(token, secret)) return refuse({ message: 'Invalid signature' });
  const problems = claimProblems(token, config);
  if (problems) return refuse(problems);
  const owner = credential['consumer'];
  const id =
    typeof owner === 'object' && owner && !Array.isArray(owner) ? text(owner['id']) : undefined;
  const consumer = database.table('consumers').get(id ?? '');
  if (!consumer) return json(401, { message: `Could not find consumer for '${claim}=${key}'` });
  return { consumer, credential };
}

/** Every different token that the request carries; `true` for an argument without a value. */
function tokensOf(exchange: Exchange, config: Entity): Set<string | true> {
  const tokens = new Set<string | true>();
  for (const name of strings(config['uri_param_names'])) {
    const values = exchange.search === '' ? undefined : exchange.query.get(name);
    for (const value of Array.isArray(values) ? values : [values]) {
      if (value !== undefined && value !== '') tokens.add(value);
    }
  }
  for (const name of strings(config['cookie_names'])) {
    const value = exchange.cookie(name);
    if (value !== undefined && value !== '') tokens.add(value);
  }
  for (const name of strings(config['header_names'])) {
    const value = exchange.headerValues(name)[0];
    const token = value === undefined ? undefined : /\s*[Bb]earer\s+(.+)/.exec(value)?.[1];
    if (token) tokens.add(token);
  }
  return tokens;
}

function secretOf(credential: Entity, config: Entity): string | Buffer | undefined {
  const symmetric = text(credential['algorithm'])?.startsWith('HS') ?? true;
  if (!symmetric) return text(credential['rsa_public_key']);
  const secret = text(credential['secret']);
  if (secret === undefined || config['secret_is_base64'] !== true) return secret;
  return decodeBase64Url(secret);
}

function claimProblems({ claims }: Token, config: Entity): Entity | undefined {
  const now = Math.floor(Date.now() / 1000);
  const problems: Entity = {};
  for (const name of strings(config['claims_to_verify'])) {
    const value = claims[name];
    if (typeof value !== 'number') problems[name] = 'must be a number';
    else if (name === 'nbf' && value > now) problems[name] = 'token not valid yet';
    else if (name === 'exp' && value <= now) problems[name] = 'token expired';
  }
  if (Object.keys(problems).length > 0) return problems;
  const limit = number(config['maximum_expiration'], 0);
  if (limit > 0 && (typeof claims['exp'] !== 'number' || claims['exp'] - now > limit)) {
    return { exp: 'exceeds maximum allowed expiration' };
  }
  return undefined;
}
