import type { KeyClaim } from '../../settings/settings.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';
import { idOf, ownerOf, textOf } from '../drift/kong/live.ts';
import type { FoundApi } from './apis.ts';
import type { Found } from './find.ts';
import type { Live } from './live.ts';
import type { TrustedPair } from './trust.ts';

type NamedPair = TrustedPair & { name: string };

/** The keys of an application or a machine, and what stands for it in Kong. */
export function addTrust(
  ids: Found['ids'],
  { kong }: Live,
  keyClaim: KeyClaim,
  { name, consumer, links }: Pick<NamedPair, 'name' | 'consumer' | 'links'>,
  keys: readonly { name: string }[],
): void {
  const owner = idOf(consumer);
  ids.set(`kong:index/consumer:Consumer ${name}-consumer`, owner);
  links.forEach(({ key, credential }, index) => {
    const keyName = keys[index]!.name;
    const own = keyClaim === 'iss' ? `${name}-credential` : `${name}-${keyName}-credential`;
    ids.set(`fusionauth:index/key:Key ${name}-${keyName}-generated`, key.id);
    ids.set(`kong:index/consumerJwtAuth:ConsumerJwtAuth ${own}`, `${idOf(credential)}|${owner}`);
  });
  const group = kong.acls.find(
    (one) =>
      ownerOf(one, 'consumer') === owner && one['group'] === textOf(consumer['username'], name),
  );
  if (group) ids.set(`kong:index/consumerAcl:ConsumerAcl ${name}-group`, `${idOf(group)}|${owner}`);
}

/** A service with its routes and plugins. */
export function addApi({ ids, unread }: Pick<Found, 'ids' | 'unread'>, found: FoundApi): void {
  const { settings, service, routes, plugins } = found;
  ids.set(`kong:index/service:Service ${settings.name}-service`, idOf(service));
  routes.forEach((route, index) =>
    ids.set(`kong:index/route:Route ${settings.name}-${settings.routes[index]!.name}`, idOf(route)),
  );
  for (const { name, id, config } of plugins) {
    const key = `kong:index/plugin:Plugin ${settings.name}-${name}`;
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
