import type { Change } from './changes.ts';
import { pluginConfig, text } from './properties.ts';
import { isUnknown } from './redact.ts';
import { code, codes, danger, note, type Statement } from './statement.ts';

type Describe = (change: Change) => Statement[];

/** What changes in Kong, by the type of resource. */
export const KONG: Readonly<Record<string, Describe>> = {
  'kong:index/service:Service': describeService,
  'kong:index/route:Route': describeRoute,
  'kong:index/plugin:Plugin': describePlugin,
  'kong:index/consumer:Consumer': describeConsumer,
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': describeCredential,
  'kong:index/consumerAcl:ConsumerAcl': describeMembership,
};

function describeService({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [upstream(before), upstream(after)];
  switch (operation) {
    case 'create':
      return [note(`New API ${name}: forwards to ${code(to)}.`)];
    case 'delete':
      return [danger(`API ${name} is deleted.`)];
    case 'replace':
      return [danger(`API ${name} is replaced: it is away for a moment.`)];
    default:
      return from === to ? [] : [note(`${name} forwards to ${code(to)} instead of ${code(from)}.`)];
  }
}

function upstream({ protocol, host, port, path }: Record<string, unknown>): string {
  if ([protocol, host, port, path].some(isUnknown)) return '(known after the update)';
  const [scheme, at, to, where] = [protocol ?? 'http', host, port ?? 80, path ?? ''].map(text);
  return `${scheme}://${at}:${to}${where}`;
}

function describeRoute({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [had, has] = [listOf(before['paths']), listOf(after['paths'])];
  switch (operation) {
    case 'create':
      return [note(`New route ${name}: ${codes(has)}.`)];
    case 'delete':
      return [danger(`Route ${name} is deleted: ${codes(had)} answer 404.`)];
    case 'replace':
      return [danger(`Route ${name} is replaced: ${codes(had)} answer 404 for a moment.`)];
  }
  const added = has.filter((path) => !had.includes(path));
  const removed = had.filter((path) => !has.includes(path));
  return [
    ...(removed.length > 0 ? [danger(`Route ${name} gives up ${codes(removed)}.`)] : []),
    ...(added.length > 0 ? [note(`Route ${name} also takes ${codes(added)}.`)] : []),
  ];
}

function describePlugin(change: Change): Statement[] {
  const plugin = String(change.before['name'] ?? change.after['name']);
  if (plugin === 'jwt') return describeJwt(change);
  if (plugin === 'acl') return describeAcl(change);
  const verb = { create: 'is new', delete: 'is deleted', replace: 'is replaced' }[
    change.operation as string
  ];
  return [note(`Plugin ${code(plugin)} ${verb ?? 'changes'}${on(change)}.`)];
}

function describeJwt(change: Change): Statement[] {
  const { operation, before, after } = change;
  const where = on(change);
  if (operation === 'delete') return [danger(`Tokens are no longer asked for${where}.`)];
  const [was, is] = [jwt(before), jwt(after)];
  const isNew = operation === 'create' || operation === 'import';
  const loses = (bad: (config: JwtConfig) => boolean) => bad(is) && (isNew || !bad(was));
  return [
    ...(isNew ? [note(`Tokens are asked for${where}, by their ${code(is.claim)}.`)] : []),
    ...(operation === 'replace' ? [danger(`Tokens are not asked for${where} for a moment.`)] : []),
    ...(loses((config) => !config.enabled)
      ? [danger(`Tokens are no longer asked for${where}: the plugin is off.`)]
      : []),
    ...(loses((config) => !config.verifiesExpiry)
      ? [danger(`Expired tokens are accepted${where}: exp is not verified.`)]
      : []),
    ...(loses((config) => config.elsewhere.length > 0)
      ? [danger(`Tokens are also read from ${codes(is.elsewhere)}${where}, and so end up in logs.`)]
      : []),
    ...(loses((config) => config.anonymous)
      ? [danger(`Requests without a token are let in${where}, as an anonymous consumer.`)]
      : []),
    ...(!isNew && was.claim !== is.claim
      ? [note(`Keys are found by ${code(is.claim)} instead of ${code(was.claim)}${where}.`)]
      : []),
  ];
}

interface JwtConfig {
  enabled: boolean;
  claim: string;
  verifiesExpiry: boolean;
  anonymous: boolean;
  /** Query parameters and cookies. */
  elsewhere: string[];
}

/** What Kong makes of a jwt plugin; what is not given has Kong's default. */
function jwt(inputs: Record<string, unknown>): JwtConfig {
  const config = pluginConfig(inputs);
  return {
    enabled: inputs['enabled'] !== false,
    claim: text(config['key_claim_name'] ?? 'iss'),
    verifiesExpiry: listOf(config['claims_to_verify']).includes('exp'),
    anonymous: Boolean(config['anonymous']),
    elsewhere: [
      ...listOf(config['uri_param_names'] ?? ['jwt']).map((name) => `?${name}=`),
      ...listOf(config['cookie_names']).map((name) => `cookie ${name}`),
    ],
  };
}

function describeAcl(change: Change): Statement[] {
  const { operation, before, after } = change;
  const where = on(change);
  if (operation === 'delete')
    return [danger(`Every application that Kong knows may call${where.replace(' on', '')}.`)];
  const [had, has] = [before, after].map((inputs) => listOf(pluginConfig(inputs)['allow']));
  if (operation === 'create') return [note(`May call${where.replace(' on', '')}: ${codes(has!)}.`)];
  const added = has!.filter((group) => !had!.includes(group));
  const removed = had!.filter((group) => !has!.includes(group));
  const target = where.replace(' on', '');
  return [
    ...(added.length > 0 ? [danger(`${codes(added)} may call${target} from now on.`)] : []),
    ...(removed.length > 0 ? [danger(`${codes(removed)} may no longer call${target}.`)] : []),
    ...(after['enabled'] === false && before['enabled'] !== false
      ? [danger(`Every application that Kong knows may call${target}: the acl plugin is off.`)]
      : []),
  ];
}

function describeConsumer({ operation, before, after }: Change): Statement[] {
  const name = code(before['username'] ?? after['username']);
  switch (operation) {
    case 'create':
      return [note(`New consumer ${name}.`)];
    case 'delete':
      return [danger(`Consumer ${name} is deleted, with its credentials.`)];
    case 'replace':
      return [danger(`Consumer ${name} is replaced: its credentials are away for a moment.`)];
    default:
      return [note(`Consumer ${name} changes; upstreams see it in X-Consumer headers.`)];
  }
}

function describeCredential({ operation, before, after }: Change): Statement[] {
  const [was, is] = [before['key'], after['key']].map((key) =>
    isUnknown(key) ? 'a new key' : code(key),
  );
  switch (operation) {
    case 'create':
      return [note(`Kong accepts tokens of ${is}.`)];
    case 'delete':
      return [danger(`Kong no longer accepts tokens of ${was}.`)];
    case 'replace':
      return [
        danger(
          was === is
            ? `The credential of ${is} is replaced: its tokens are refused for a moment.`
            : `Kong accepts tokens of ${is} instead of ${was}.`,
        ),
      ];
  }
  return before['rsaPublicKey'] === after['rsaPublicKey']
    ? [note(`The credential of ${is} changes.`)]
    : [danger(`Kong verifies tokens of ${is} with another public key.`)];
}

function describeMembership({ operation, before, after }: Change): Statement[] {
  const group = code(before['group'] ?? after['group']);
  // The id of a consumer that is made in the same update is not known yet.
  const isNewConsumer = isUnknown(after['consumerId']);
  switch (operation) {
    case 'create':
      return isNewConsumer ? [] : [danger(`A consumer joins group ${group}, with all its APIs.`)];
    case 'delete':
      return [danger(`A consumer leaves group ${group}: its APIs answer 403.`)];
    default:
      return [danger(`A consumer is in group ${code(after['group'])} instead of ${group}.`)];
  }
}

/** Where a plugin stands, by the component that declares it. */
function on({ component, after, before }: Change): string {
  if (component) return ` on ${code(component.name)}`;
  return (after['serviceId'] ?? before['serviceId']) ? ' on a service' : ' everywhere';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
