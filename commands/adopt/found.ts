import type { ApiInput } from '../../settings/api.ts';
import type { KeyClaim, RefreshTokenSettings } from '../../settings/settings.ts';
import type { LiveKong } from '../shared/live-kong.ts';
import type { Choice } from './trust.ts';
import type { FoundUsers } from './users.ts';

/** What was found, as settings, and the id of each object under its resource's name. */
export interface Found {
  settings: FoundSettings;
  /** Import ids, by `TYPE NAME` of the resource. */
  ids: Map<string, string>;
  /** Properties that the provider does not read, by `TYPE NAME`. */
  unread: Map<string, Record<string, unknown>>;
  /** What Kong held. */
  kong: LiveKong;
  /** Whom the stack shuts out that Kong lets in, by API. */
  shutOut: string[];
  /** What requests the stack refuses that Kong lets through, by API. */
  refused: string[];
  /** What stays out of the stack, and why. */
  notes: string[];
}

/** The settings that are written, in the shape of settings/settings.ts. */
export interface FoundSettings {
  issuer: string;
  /** Where the issuer is reached by http, as it is now. */
  allowHttpIssuer?: boolean;
  tenant: string;
  gatewayUrl?: string;
  keyClaim: KeyClaim;
  applications: {
    name: string;
    consumer: string;
    roles?: FoundUsers['roles'];
    users: FoundUsers['users'];
    tokenLifetimeSeconds: number;
    refreshTokens?: RefreshTokenSettings;
    keys: FoundKey[];
  }[];
  /** Left out if there is none. */
  machines?: {
    name: string;
    consumer: string;
    tokenLifetimeSeconds: number;
    keys: FoundKey[];
    grants: { api: string; permissions: string[] }[];
  }[];
  apis: ApiInput[];
}

/** A signing key as settings say it. */
export interface FoundKey {
  name: string;
  state: string;
  bits: number;
  source: 'generated';
}

export interface FindOptions extends Choice {
  /** Names of the Kong services to adopt; left out, those that the stack's clients use. */
  apis?: readonly string[];
  /** Addresses of the users to adopt; left out, those of the applications if there are few. */
  users: readonly string[];
  /** Id of the API key for POST /api/login; left out, the stack makes one. */
  loginKey?: string | undefined;
}
