// The stack as it was declared before names that FusionAuth holds unique began with the tenant's.
import * as pulumi from '@pulumi/pulumi';

const NAMED = [
  'fusionauth:index/importedKey:ImportedKey',
  'fusionauth:index/key:Key',
  'fusionauth:index/entityType:EntityType',
];
const prefix = `${new pulumi.Config().require('tenant')}: `;

pulumi.runtime.registerResourceTransform(({ type, props, opts }) => {
  const { name } = props as { name?: string };
  const renamed = NAMED.includes(type) && { name: name?.replace(prefix, '') };
  return { props: { ...props, ...renamed }, opts };
});

const { default: outputs } = await import('../../index.ts');
export default outputs;
