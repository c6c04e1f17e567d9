import type { ResourceValidationPolicy, StackValidationPolicy } from '@pulumi/policy';
import { declared } from './declared.ts';
import { DEFAULTS, type ResourceRule, type RuleSettings, type StackRule } from './rule.ts';

type PolicyConfigSchema = NonNullable<ResourceValidationPolicy['configSchema']>;

/** A rule on single resources as the engine calls it, before each create and update and in previews. */
export function resourcePolicy(rule: ResourceRule): ResourceValidationPolicy {
  return {
    ...head(rule),
    validateResource: (args, report) => {
      const settings = { ...DEFAULTS, ...args.getConfig<Partial<RuleSettings>>() };
      for (const fault of rule.faults(declared(args), settings)) report(fault);
    },
  };
}

/** A rule on the whole stack as the engine calls it, at the end of a preview or update. */
export function stackPolicy(rule: StackRule): StackValidationPolicy {
  return {
    ...head(rule),
    validateStack: (args, report) => {
      const settings = { ...DEFAULTS, ...args.getConfig<Partial<RuleSettings>>() };
      const resources = args.resources.map(declared);
      for (const { urn, message } of rule.stackFaults(resources, settings)) report(message, urn);
    },
  };
}

function head({ name, description, setting }: ResourceRule | StackRule) {
  return { name, description, ...(setting && { configSchema: schemaOf(setting) }) };
}

function schemaOf(setting: keyof RuleSettings): PolicyConfigSchema {
  const value = DEFAULTS[setting];
  const types: PolicyConfigSchema['properties'][string] = Array.isArray(value)
    ? { type: 'array', items: { type: 'string' } }
    : { type: typeof value === 'number' ? 'integer' : 'string' };
  return { properties: { [setting]: types } };
}
