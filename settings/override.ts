import { z } from 'zod';

/** Inputs of a resource, by the names that the provider has for them. */
const inputs = z.record(z.string(), z.unknown()).optional();

/** What no setting says of these resources: it is merged into their inputs, last. */
function overrideOf<Resource extends string>(...resources: Resource[]) {
  const shape = Object.fromEntries(resources.map((resource) => [resource, inputs]));
  return z.strictObject(shape as Record<Resource, typeof inputs>).optional();
}

export const stackOverride = overrideOf('tenant', 'loginKey');
export const applicationOverride = overrideOf('application', 'claims', 'consumer', 'group');
export const machineOverride = overrideOf('entityType', 'entity', 'consumer', 'group');
export const keyOverride = overrideOf('key', 'credential');
export const userOverride = overrideOf('user', 'registration');
export const roleOverride = overrideOf('role');
export const grantOverride = overrideOf('grant');
export const serviceOverride = overrideOf('service');
export const routeOverride = overrideOf('route');
export const pluginOverride = overrideOf('plugin');
