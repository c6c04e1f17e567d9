import type * as pulumi from '@pulumi/pulumi';

/**
 * Gives everything in Kong these tags, before those that it has of its own, so that other tools can tell whose it is.
 *
 * ```ts
 * new ProtectedApi('orders', api, { transformations: [tagAll(['team:shop'])] });
 * ```
 */
export function tagAll(tags: readonly string[]): pulumi.ResourceTransformation {
  return ({ type, props, opts }) => {
    if (tags.length === 0 || !type.startsWith('kong:')) return undefined;
    const own = (props['tags'] ?? []) as readonly string[];
    return { props: { ...props, tags: [...new Set([...tags, ...own])] }, opts };
  };
}
