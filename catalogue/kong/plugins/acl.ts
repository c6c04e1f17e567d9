import { allowed, breaks, differs, filter, opens, switched, type Statement } from '../../kind.ts';
import { about, difference } from '../../statement.ts';
import { listOf } from '../../values.ts';
import type { PluginKind, Switched } from './plugin-kind.ts';

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
  describe: describeAcl,
};

function describeAcl({ was, is, ofNew, api, end }: Switched): Statement[] {
  if (!is) return was ? [opens(`Every application that Kong knows may call ${api}${end}`)] : [];
  if (!was) {
    return about(listOf(is['allow']), (all) =>
      ofNew
        ? differs(`May call ${api}: ${all}.`)
        : breaks(`Only ${all} may call ${api} from now on: all others are refused.`),
    );
  }
  const [allow, deny] = ['allow', 'deny'].map((list) => difference(was[list], is[list]));
  return [
    ...about([...allow!.gained, ...deny!.lost], (all) =>
      opens(`${all} may call ${api} from now on.`),
    ),
    ...about([...allow!.lost, ...deny!.gained], (all) =>
      breaks(`${all} may no longer call ${api}.`),
    ),
  ];
}
