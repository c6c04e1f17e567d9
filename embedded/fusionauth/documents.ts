import type { Collection, Store } from '../store.ts';
import type { JsonObject } from './json.ts';

/** What every stored object has. Fields that nothing here reads are kept as they came. */
export interface Document extends JsonObject {
  id: string;
  insertInstant: number;
  lastUpdateInstant: number;
  name?: string;
}

export interface JwtConfiguration extends JsonObject {
  enabled?: boolean;
  accessTokenKeyId?: string;
  idTokenKeyId?: string;
  timeToLiveInSeconds?: number;
  refreshTokenTimeToLiveInMinutes?: number;
  refreshTokenExpirationPolicy?: string;
  refreshTokenUsagePolicy?: string;
}

export interface PasswordRules extends JsonObject {
  minLength: number;
  maxLength: number;
  requireMixedCase: boolean;
  requireNonAlpha: boolean;
  requireNumber: boolean;
  disallowUserLoginId?: boolean;
}

export interface Tenant extends Document {
  issuer: string;
  jwtConfiguration: JwtConfiguration;
  passwordValidationRules: PasswordRules;
}

export interface Role extends Document {
  name: string;
  isDefault: boolean;
  isSuperRole: boolean;
}

/** What a client may ask its users for, besides the scopes that FusionAuth knows. */
export interface OauthScope extends Document {
  name: string;
  applicationId: string;
  /** Whether its users can only grant it or cancel. */
  required: boolean;
  defaultConsentDetail?: string;
  defaultConsentMessage?: string;
}

export interface Application extends Document {
  tenantId: string;
  active: boolean;
  roles: Role[];
  scopes: OauthScope[];
  jwtConfiguration: JwtConfiguration;
  oauthConfiguration: JsonObject;
  loginConfiguration: {
    requireAuthentication: boolean;
    generateRefreshTokens: boolean;
    allowTokenRefresh: boolean;
  };
}

export interface Key extends Document {
  algorithm?: string;
  kid: string;
  type: 'RSA' | 'EC' | 'OKP' | 'HMAC' | 'Secret';
  /** Of pairs only: a secret has no halves. */
  hasPrivateKey?: boolean;
  publicKey?: string;
  certificate?: string;
  /** Stored, never returned. */
  privateKey?: string;
  /** Stored, never returned. */
  secret?: string;
}

/** A function that changes what FusionAuth does, in JavaScript. */
export interface Lambda extends Document {
  body: string;
  type: string;
}

export interface ApiKey extends Document {
  key: string;
  keyManager: boolean;
  retrievable: boolean;
  tenantId?: string;
  expirationInstant?: number;
  permissions?: { endpoints?: Record<string, string[]> };
}

export interface Registration extends Document {
  applicationId: string;
  roles?: string[];
  username?: string;
}

export interface User extends Document {
  tenantId: string;
  active: boolean;
  email?: string;
  username?: string;
  phoneNumber?: string;
  verified: boolean;
  /** Why the e-mail address counts as verified, or as not; stored, shown with the identities. */
  verifiedReason?: string;
  expiry?: number;
  passwordChangeRequired: boolean;
  passwordLastUpdateInstant: number;
  registrations: Registration[];
  /** Stored, never returned: salt and hash. */
  secure?: { salt: string; hash: string };
}

export interface Permission extends Document {
  name: string;
  isDefault: boolean;
}

export interface EntityType extends Document {
  name: string;
  permissions: Permission[];
  jwtConfiguration: JwtConfiguration;
}

export interface Entity extends Document {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  type: { id: string };
}

export interface Grant extends Document {
  entityId: string;
  recipientEntityId?: string;
  userId?: string;
  permissions: string[];
}

export interface RefreshToken extends Document {
  token: string;
  tenantId: string;
  applicationId: string;
  userId: string;
  startInstant: number;
  expiresInstant: number;
  grants: string[];
  scope?: string;
  authenticationType: string;
  /** Whether the session began with a code that a verifier fetched. */
  pkce?: boolean;
  /** The value before the last use, where each use gives a new one. */
  previous?: string;
}

/** What a user agreed to in a browser, until the client fetches it. `id` is the code's digest. */
export interface AuthorizationCode {
  id: string;
  applicationId: string;
  userId: string;
  redirectUri: string;
  scope: string;
  nonce?: string;
  codeChallenge?: string;
  authenticationType: string;
  /** When the user proved who it is, in seconds. */
  authTime: number;
  /** In milliseconds, as all instants. */
  expiresInstant: number;
}

/** What a user lets somebody else's application have. `id` is user and application. */
export interface OauthConsent {
  id: string;
  userId: string;
  applicationId: string;
  /** Names of scopes. */
  approved: string[];
  declined: string[];
  expiresInstant: number;
}

/** A browser in which a user is logged in. `id` is the digest of the cookie's value. */
export interface BrowserSession {
  id: string;
  userId: string;
  tenantId: string;
  authTime: number;
  expiresInstant: number;
}

/** What a secret that is used once, and soon, stands for. `id` is its digest. */
export interface OneTimeSecret {
  id: string;
  use:
    | 'changePassword'
    | 'consent'
    | 'hosted'
    | 'login'
    | 'twoFactor'
    | 'verify-email'
    | 'verify-registration';
  userId?: string;
  /** What the one who redeems it needs to know. */
  data: Record<string, string>;
  expiresInstant: number;
}

/** FusionAuth's state: one collection for each kind of object. */
export class State {
  readonly store: Store;
  readonly tenants: Collection<Tenant>;
  readonly applications: Collection<Application>;
  readonly keys: Collection<Key>;
  readonly apiKeys: Collection<ApiKey>;
  readonly lambdas: Collection<Lambda>;
  readonly users: Collection<User>;
  readonly entityTypes: Collection<EntityType>;
  readonly entities: Collection<Entity>;
  readonly grants: Collection<Grant>;
  readonly refreshTokens: Collection<RefreshToken>;
  readonly codes: Collection<AuthorizationCode>;
  readonly consents: Collection<OauthConsent>;
  readonly sessions: Collection<BrowserSession>;
  readonly oneTime: Collection<OneTimeSecret>;
  /** Settings of the server as a whole, under the id `system`. */
  readonly system: Collection<JsonObject>;

  constructor(store: Store) {
    this.store = store;
    this.tenants = store.collection('fusionauth.tenant');
    this.applications = store.collection('fusionauth.application');
    this.keys = store.collection('fusionauth.key');
    this.apiKeys = store.collection('fusionauth.api-key');
    this.lambdas = store.collection('fusionauth.lambda');
    this.users = store.collection('fusionauth.user');
    this.entityTypes = store.collection('fusionauth.entity-type');
    this.entities = store.collection('fusionauth.entity');
    this.grants = store.collection('fusionauth.grant');
    this.refreshTokens = store.collection('fusionauth.refresh-token');
    this.codes = store.collection('fusionauth.code');
    this.consents = store.collection('fusionauth.consent');
    this.sessions = store.collection('fusionauth.session');
    this.oneTime = store.collection('fusionauth.one-time');
    this.system = store.collection('fusionauth.system');
  }
}
