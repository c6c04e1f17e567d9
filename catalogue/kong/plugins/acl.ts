import { allowed, breaks, differs, filter, opens, switched } from '../../kind.ts';

import { type PluginKind } from './plugin-kind.ts';

export const acl: PluginKind = {
  name: 'acl',
  fields: {
    allow: allowed('other groups than declared are admitted', 'groups are no longer admitted'),
    deny: filter('groups that were refused are admitted', 'groups are refused by another list'),
    always_use_authenticated_groups: switched({
      on: opens('groups may come from elsewhere than the consumer'),
      off: breaks('groups from elsewhere than the consumer no longer count'),
    }),
    hide_groups_header: differs('upstreams see the groups, or no longer do'),
  },
  foreign: opens('takes the place of the declared acl plugin'),
};
