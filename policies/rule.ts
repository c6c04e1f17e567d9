import type { Declared } from './declared.ts';

/** Settings of the rules, as `--policy-pack-config` gives them; each rule reads its own. */
export interface RuleSettings {
  maxSeconds: number;
  trustedKeys: readonly string[];
  publicServices: readonly string[];
  tokenCookies: readonly string[];
  refusedConsumers: readonly string[];
  stackPattern: string;
}

export const DEFAULTS: RuleSettings = {
  maxSeconds: 3600,
  trustedKeys: [],
  publicServices: [],
  tokenCookies: [],
  refusedConsumers: [],
  stackPattern: '(^|[-_.])prod(uction)?($|[-_.])',
};

/** A rule about one resource by itself: what is wrong with it, each fault with its fix. */
export interface ResourceRule {
  name: string;
  description: string;
  /** The setting that the rule reads. */
  setting?: keyof RuleSettings;
  faults(resource: Declared, settings: RuleSettings): string[];
}

/** A rule that needs the whole stack. */
export interface StackRule {
  name: string;
  description: string;
  setting?: keyof RuleSettings;
  stackFaults(resources: readonly Declared[], settings: RuleSettings): StackFault[];
}

export interface StackFault {
  urn: string;
  message: string;
}
