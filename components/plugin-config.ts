import type { KeyClaim } from './settings.ts';

/**
 * Configuration of Kong's plugins with every field of Kong 3.8 and 3.9, nulls included and in
 * alphabetical order: the provider sees drift only in fields that are listed, and a field that is
 * merely left out keeps its old value at an update.
 */
type PluginConfig = Readonly<Record<string, unknown>>;

/** The jwt plugin: tokens only in the Authorization header, expiry verified. */
export function jwtConfig(keyClaim: KeyClaim): PluginConfig {
  return {
    anonymous: null,
    claims_to_verify: ['exp'],
    cookie_names: [],
    header_names: ['authorization'],
    key_claim_name: keyClaim,
    maximum_expiration: 0,
    realm: null,
    run_on_preflight: true,
    secret_is_base64: false,
    uri_param_names: [],
  };
}

/** The acl plugin: only consumers of these groups. */
export function aclConfig(allow: readonly string[]): PluginConfig {
  return {
    allow: [...allow],
    always_use_authenticated_groups: false,
    deny: null,
    hide_groups_header: true,
  };
}
