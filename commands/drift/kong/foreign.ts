import { ofType, type Declared } from '../declared.ts';
import type { Finding } from '../finding.ts';
import type { JsonObject as Entity } from '../../../servers/server-api.ts';
import { shown } from '../shown.ts';
import { entityId } from './compare.ts';
import { idOf, OTHER_CREDENTIALS, ownerOf, textsOf, type LiveKong } from './live.ts';
import { findImpostors } from './impostors.ts';
import { foreign, oursOf, type Ours } from './ours.ts';
import { foreignPlugin, globalPlugin } from './plugins.ts';
import { foreignRoutes } from './routes.ts';

/** Finds what was added by hand and concerns a declared object. */
export function findForeign(declared: Declared, live: LiveKong): Finding[] {
  const ours = oursOf(declared);
  return [
    ...plugins(ours, live),
    ...credentials(ours, live),
    ...memberships(ours, live),
    ...upstreams(ours, live),
    ...withoutTwins(findImpostors(ours, live), foreignRoutes(ours, live)),
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
      const scopes = (['service', 'route', 'consumer'] as const).flatMap(
        (kind) => ownerOf(plugin, kind) ?? [],
      );
      const owner = scopes.find((id) => names.has(id));
      const path = `/plugins/${idOf(plugin)}`;
      const live = plugin['enabled'] === false ? 'switched off' : 'enabled';
      if (owner) {
        const consequence = foreignPlugin(name);
        const about = { urn: urns.get(owner), live };
        return [foreign(`plugin ${name} on ${names.get(owner)}`, path, consequence, about)];
      }
      const consequence = scopes.length === 0 ? globalPlugin(name) : undefined;
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
        ['opens', 'whoever holds it passes as the consumer'],
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
  const admitted = new Set(ofType(declared, 'kong:index/plugin:Plugin').flatMap(allowedGroups));
  const usernames = new Map(live.consumers.map((one) => [idOf(one), one['username']]));
  return live.acls
    .filter((entry) => !urns.has(idOf(entry)))
    .flatMap((entry) => {
      const consumer = ownerOf(entry, 'consumer') ?? '';
      const group = String(entry['group']);
      const path = `/consumers/${consumer}/acls/${idOf(entry)}`;
      if (names.has(consumer)) {
        const object = `second group ${group} of ${names.get(consumer)}`;
        const consequence = ['opens', 'APIs that admit the group admit the consumer'] as const;
        return [foreign(object, path, consequence, { urn: urns.get(consumer) })];
      }
      if (!admitted.has(group)) return [];
      const name = shown(usernames.get(consumer) ?? consumer);
      const consequence = ['opens', 'APIs that admit the group admit this consumer too'] as const;
      const urn = urnAdmitting(declared, group);
      return [foreign(`consumer ${name} in group ${group}`, path, consequence, { urn })];
    });
}

function allowedGroups({ inputs }: { inputs: Entity }): string[] {
  if (inputs['name'] !== 'acl' || typeof inputs['configJson'] !== 'string') return [];
  return textsOf(JSON.parse(inputs['configJson']) as Entity, 'allow');
}

function urnAdmitting(declared: Declared, group: string): string | undefined {
  const plugins = ofType(declared, 'kong:index/plugin:Plugin');
  return plugins.find((plugin) => allowedGroups(plugin).includes(group))?.urn;
}

/** An upstream entity of a service's host name decides where that service's requests go. */
function upstreams({ declared, urns }: Ours, live: LiveKong): Finding[] {
  const own = new Set(ofType(declared, 'kong:index/upstream:Upstream').map(entityId));
  return ofType(declared, 'kong:index/service:Service').flatMap((service) =>
    live.upstreams
      .filter((one) => one['name'] === service.inputs['host'] && !own.has(idOf(one)))
      .map((one) =>
        foreign(
          `upstream ${String(one['name'])}`,
          `/upstreams/${idOf(one)}`,
          ['breaks', `its targets get the requests of service ${String(service.inputs['name'])}`],
          { urn: urns.get(entityId(service)) },
        ),
      ),
  );
}
