import * as pulumi from '@pulumi/pulumi';
import { kindOf } from '../../catalogue/catalogue.ts';

/**
 * Keeps what no component declares as it is found: an update sends the whole object, and the program's silence would
 * set it back to the provider's defaults. A registration's roles are left alone in components/roles.ts, where its
 * application declares none.
 */
export const leaveUnmanaged: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const leftAlone = kindOf(type)?.leftAlone ?? [];
  if (leftAlone.length === 0) return undefined;
  return { props, opts: pulumi.mergeOptions(opts, { ignoreChanges: [...leftAlone] }) };
};
