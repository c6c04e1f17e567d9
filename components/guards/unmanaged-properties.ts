import * as pulumi from '@pulumi/pulumi';
import { kindOf } from '../../catalogue/catalogue.ts';
import { valueAt } from '../../catalogue/values.ts';

/**
 * Keeps what a program does not declare as it is found: an update sends the whole object, and the program's silence
 * would set it back to the provider's defaults. A registration's roles are left alone in components/roles.ts, where its
 * application declares none.
 */
export const leaveUnmanaged: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const declared = props as Readonly<Record<string, unknown>>;
  // An override may declare what no component does.
  const leftAlone = (kindOf(type)?.leftAlone ?? []).filter(
    (path) => valueAt(declared, path) === undefined,
  );
  if (leftAlone.length === 0) return undefined;
  return { props, opts: pulumi.mergeOptions(opts, { ignoreChanges: [...leftAlone] }) };
};
