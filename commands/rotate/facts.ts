import type { KeyClaim, KeySettings } from '../../settings/settings.ts';

/** Who signs with keys of its own. Names are unique over applications and machines. */
export interface Client {
  kind: 'application' | 'machine';
  name: string;
}

/** All that the plan of a rotation is made from. Instants are in milliseconds since 1970. */
export interface RotationFacts {
  client: Client;
  keyClaim: KeyClaim;
  /** The keys as the settings have them, in that order. */
  keys: readonly KeyFacts[];
  /** Names of keys that are deployed although the settings have them retired or not at all. */
  leftovers: readonly string[];
  /** Name of the key that FusionAuth signs with; undefined if it is none of the stack's. */
  signs?: string;
  /** When FusionAuth last changed what names the key: no key but `signs` signed after it. */
  changedAt?: number;
  /** Since when `signs` signs, as far as the stack's history tells. */
  signsSince?: number;
  /** The longest that any of Kong's workers acts on what was true before a change. */
  settlingMs: number;
}

/** One key: what the settings want, and what the servers have. */
export interface KeyFacts {
  name: string;
  state: KeySettings['state'];
  /** Since when FusionAuth has the key. */
  heldSince?: number;
  /** Since when Kong has its credential. */
  trustedSince?: number;
  /**
   * The longest lifetime of any token that it can have signed; undefined if the stack's history does
   * not reach back to the key's making.
   */
  longestLifetimeSeconds?: number;
}
