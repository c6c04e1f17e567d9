import { ofType, type DeclaredResources } from '../declared.ts';
import type { Finding } from '../finding.ts';
import type { JsonObject as Entity } from '../../../servers/server-api.ts';
import { opens } from '../../../catalogue/kind.ts';
import { aclGroup } from '../../../catalogue/kong/acl-group.ts';
import { FOREIGN_TARGET, target } from '../../../catalogue/kong/upstream.ts';
import { plugin as pluginResource } from '../../../catalogue/kong/plugin.ts';
import { pluginKind } from '../../../catalogue/kong/plugins/index.ts';
import { pluginConfig } from '../../../catalogue/values.ts';
import { shown } from '../shown.ts';
import { idOf, OTHER_CREDENTIALS, ownerOf, textsOf, type LiveKong } from '../live-kong.ts';
import { findTakenNames } from './taken-names.ts';
import { foreign, oursOf, type Ours } from './ours.ts';
import { foreignRoutes } from './routes.ts';

/** Finds what was added by hand and concerns a declared object. */
export function findForeign(declared: DeclaredResources, live: LiveKong): Finding[] {
  const ours = oursOf(declared);
  return [
    ...plugins(ours, live),
    ...credentials(ours, live),
    ...memberships(ours, live),
    ...targets(ours, live),
    ...withoutTwins(findTakenNames(ours, live), foreignRoutes(ours, live)),
  ];
}

/** A route that was made anew also takes the requests of the declared one: one finding is enough. */
function withoutTwins(first: Finding[], others: Finding[]): Finding[] {
  const paths = new Set(first.map(({ request }) => request?.path));
  return [...first, ...others.filter(({ request }) => !paths.has(request?.path))];
}

function plugins({ names, urns }: Ours, live: LiveKong): Finding[] {
  return live.plugins
    .filter((plugin) => !urns.has(idOf(plugin)))
    .flatMap((plugin) => {
      const name = String(plugin['name']);
      const kind = pluginKind(name);
      const scopes = (['service', 'route', 'consumer'] as const).flatMap(
        (kind) => ownerOf(plugin, kind) ?? [],
      );
      const owner = scopes.find((id) => names.has(id));
      const path = `/plugins/${idOf(plugin)}`;
      const live = plugin['enabled'] === false ? 'switched off' : 'enabled';
      if (owner) {
        const about = { urn: urns.get(owner), live };
        return [foreign(`plugin ${name} on ${names.get(owner)}`, path, kind.foreign!, about)];
      }
      const consequence = scopes.length === 0 ? kind.foreignEverywhere : undefined;
      return consequence ? [foreign(`global plugin ${name}`, path, consequence, { live })] : [];
    });
}

function credentials({ names, urns }: Ours, live: LiveKong): Finding[] {
  const jwts = live.jwts.map((entity) => ({ list: 'jwt', title: 'jwt', entity }));
  const others = live.others.map(({ list, entity }) => {
    return { list: OTHER_CREDENTIALS[list], title: OTHER_CREDENTIALS[list], entity };
  });
  return [...jwts, ...others].flatMap(({ list, title, entity }) => {
    const consumer = ownerOf(entity, 'consumer');
    if (!consumer || !names.has(consumer) || urns.has(idOf(entity))) return [];
    return [
      foreign(
        `second credential (${title}) of ${names.get(consumer)}`,
        `/consumers/${consumer}/${list}/${idOf(entity)}`,
        opens('whoever holds it passes as the consumer'),
        {
          urn: urns.get(consumer),
          link: 'key-credential',
          // A jwt credential's key is a claim value; a key-auth credential's key is a password.
          ...(title === 'jwt' && { live: shown(`key ${String(entity['key'])}`) }),
        },
      ),
    ];
  });
}

/** Groups that were given to a declared consumer, and consumers that were put into an admitted group. */
function memberships({ declared, names, urns }: Ours, live: LiveKong): Finding[] {
  // Groups that no declared consumer is in are those whose consumers others keep. The others may be admitted by APIs of
  // other stacks.
  const own = new Map(ofType(declared, aclGroup.type).map((one) => [one.inputs['group'], one.urn]));
  const usernames = new Map(live.consumers.map((one) => [idOf(one), one['username']]));
  return live.acls
    .filter((entry) => !urns.has(idOf(entry)))
    .flatMap((entry) => {
      const consumer = ownerOf(entry, 'consumer') ?? '';
      const group = String(entry['group']);
      const path = `/consumers/${consumer}/acls/${idOf(entry)}`;
      if (names.has(consumer)) {
        const object = `second group ${group} of ${names.get(consumer)}`;
        const consequence = opens('APIs that admit the group admit the consumer');
        return [foreign(object, path, consequence, { urn: urns.get(consumer) })];
      }
      if (!own.has(group)) return [];
      const name = shown(usernames.get(consumer) ?? consumer);
      const consequence = opens('APIs that admit the group admit this consumer too');
      const urn = urnAdmitting(declared, group) ?? own.get(group);
      return [foreign(`consumer ${name} in group ${group}`, path, consequence, { urn })];
    });
}

/** Places that were given a share of a declared upstream's requests. */
function targets({ declared, names, urns }: Ours, live: LiveKong): Finding[] {
  const own = new Set(ofType(declared, target.type).map(({ id }) => id));
  return live.targets.flatMap((entity) => {
    const upstream = ownerOf(entity, 'upstream') ?? '';
    if (!names.has(upstream) || own.has(`${upstream}/${idOf(entity)}`)) return [];
    const object = `target ${String(entity['target'])} of ${names.get(upstream)}`;
    const about = { urn: urns.get(upstream), live: `weight ${String(entity['weight'])}` };
    const path = `/upstreams/${upstream}/targets/${idOf(entity)}`;
    return [foreign(object, path, FOREIGN_TARGET, about)];
  });
}

function allowedGroups({ inputs }: { inputs: Entity }): string[] {
  return inputs['name'] === 'acl' ? textsOf(pluginConfig(inputs), 'allow') : [];
}

function urnAdmitting(declared: DeclaredResources, group: string): string | undefined {
  const plugins = ofType(declared, pluginResource.type);
  return plugins.find((plugin) => allowedGroups(plugin).includes(group))?.urn;
}
