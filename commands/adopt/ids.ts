import { generatedKey } from '../../catalogue/fusionauth/keys.ts';
import { aclGroup } from '../../catalogue/kong/acl-group.ts';
import { consumer as consumerKind } from '../../catalogue/kong/consumer.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { plugin as pluginKind } from '../../catalogue/kong/plugin.ts';
import { route as routeKind } from '../../catalogue/kong/route.ts';
import { service as serviceKind } from '../../catalogue/kong/service.ts';
import { names } from '../../catalogue/names.ts';
import { resourceKey } from '../shared/resource-key.ts';
import type { KeyClaim } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf } from '../shared/live-kong.ts';
import type { FoundApi } from './apis.ts';
import type { Found } from './found.ts';
import type { Live } from './live.ts';
import type { NamedPair } from './trust.ts';

/** The keys of an application or a machine, and what stands for it in Kong. */
export function addTrust(
  ids: Found['ids'],
  { kong }: Live,
  keyClaim: KeyClaim,
  { name, consumer, links }: Pick<NamedPair, 'name' | 'consumer' | 'links'>,
  keys: readonly { name: string }[],
): void {
  const owner = idOf(consumer);
  ids.set(resourceKey(consumerKind, names.consumer(name)), owner);
  links.forEach(({ key, credential }, index) => {
    const keyName = keys[index]!.name;
    const pair = names.generatedKey(names.signingKey(name, keyName));
    ids.set(resourceKey(generatedKey, pair), key.id);
    const own = names.credential(name, keyClaim, keyName);
    ids.set(resourceKey(jwtCredential, own), `${idOf(credential)}|${owner}`);
  });
  const group = kong.acls.find(
    (one) =>
      ownerOf(one, 'consumer') === owner && one['group'] === textOf(consumer['username'], name),
  );
  if (group) ids.set(resourceKey(aclGroup, names.group(name)), `${idOf(group)}|${owner}`);
}

/** A service with its routes and plugins. */
export function addApi({ ids, unread }: Pick<Found, 'ids' | 'unread'>, found: FoundApi): void {
  const { settings, service, routes, plugins } = found;
  ids.set(resourceKey(serviceKind, names.service(settings.name)), idOf(service));
  routes.forEach((route, index) =>
    ids.set(
      resourceKey(routeKind, names.route(settings.name, settings.routes[index]!.name)),
      idOf(route),
    ),
  );
  for (const { name, id, config } of plugins) {
    const key = resourceKey(pluginKind, names.plugin(settings.name, name));
    ids.set(key, id);
    // The provider reads a plugin's configuration only if the state says that it shall.
    unread.set(key, { configJson: sortedJson(config), strictMatch: true });
  }
}

/** As the provider writes it. */
function sortedJson(config: Entity): string {
  const fields = Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(fields));
}
