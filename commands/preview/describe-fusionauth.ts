import { isObject } from '../values.ts';
import type { Change } from './changes.ts';
import { describeRegistration, describeRole, describeUser } from './describe-users.ts';
import { valueAt } from './properties.ts';
import { isUnknown } from './redact.ts';
import { code, codes, danger, note, type Statement } from './statement.ts';

type Describe = (change: Change) => Statement[];
type Inputs = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** What changes in FusionAuth, by the type of resource. */
export const FUSIONAUTH: Readonly<Record<string, Describe>> = {
  'fusionauth:index/tenant:Tenant': describeTenant,
  'fusionauth:index/application:Application': describeApplication,
  'fusionauth:index/apiKey:ApiKey': describeApiKey,
  'fusionauth:index/key:Key': describeKey,
  'fusionauth:index/importedKey:ImportedKey': describeKey,
  'tls:index/privateKey:PrivateKey': describeKey,
  'fusionauth:index/user:User': describeUser,
  'fusionauth:index/registration:Registration': describeRegistration,
  'fusionauth:index/applicationRole:ApplicationRole': describeRole,
};

function describeTenant({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [before['issuer'], after['issuer']];
  switch (operation) {
    case 'create':
      return [
        note(
          `New tenant ${name}: issues tokens as ${to ? code(to) : "FusionAuth's default issuer"}.`,
        ),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [danger(`Tenant ${name} is deleted, with its applications and users.`)];
    case 'replace':
      return [danger(`Tenant ${name} is replaced: its applications, users and tokens are lost.`)];
  }
  return [
    ...(from === to
      ? []
      : [
          danger(
            `The issuer becomes ${code(to)} instead of ${code(from)}: tokens in use are refused.`,
          ),
        ]),
    ...loginGuard(name, before, after),
    ...lifetime(valueAt(before, TENANT_SECONDS), valueAt(after, TENANT_SECONDS)),
  ];
}

const TENANT_SECONDS = 'jwtConfigurations.timeToLiveInSeconds';
const SECONDS = 'jwtConfiguration.ttlSeconds';
const SIGNED_WITH = 'jwtConfiguration.accessTokenId';

function describeApplication({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, SIGNED_WITH));
  const seconds = valueAt(after, SECONDS);
  switch (operation) {
    case 'create':
      return [
        note(`New application ${name}${seconds ? `: its tokens live ${duration(seconds)}` : ''}.`),
        ...loginGuard(name, before, after),
      ];
    case 'delete':
      return [danger(`Application ${name} is deleted: its users can no longer log in.`)];
    case 'replace':
      return [
        danger(`Application ${name} is replaced: its id changes, and registrations are lost.`),
      ];
  }
  return [
    ...lifetime(valueAt(before, SECONDS), seconds),
    ...(from === to ? [] : [note('New tokens are signed with another key.')]),
    ...loginGuard(name, before, after),
  ];
}

function loginGuard(name: string, before: Inputs, after: Inputs): Statement[] {
  const path = 'loginConfiguration.requireAuthentication';
  const [was, is] = [before, after].map((inputs) => valueAt(inputs, path) === true);
  const isNew = Object.keys(before).length === 0;
  if (is) return was || isNew ? [] : [note(`Login to ${name} needs an API key now.`)];
  if (!was && !isNew) return [];
  return [
    danger(
      `Login to ${name} needs no API key: anybody may try passwords (requireAuthentication is off).`,
    ),
  ];
}

function lifetime(from: unknown, to: unknown): Statement[] {
  if (from === to) return [];
  const longer = typeof from === 'number' && typeof to === 'number' && to > from;
  const text = `Tokens live ${duration(to)} instead of ${duration(from)}.`;
  return [longer ? danger(`${text} One that leaks is good for longer.`) : note(text)];
}

function duration(seconds: unknown): string {
  if (typeof seconds !== 'number') return "the tenant's time";
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const unit = units.find(([, size]) => seconds % size === 0);
  const [name, size] = unit ?? ['second', 1];
  return `${seconds / size} ${name}${seconds === size ? '' : 's'}`;
}

function describeApiKey({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [had, has] = [permissions(before), permissions(after)];
  const [was, is] = [before, after].map((inputs) => Boolean(inputs['tenantId']));
  if (operation === 'delete')
    return [danger(`API key ${name} is deleted: whoever uses it is refused.`)];
  const isNew = operation === 'create' || operation === 'import';
  const added = has.filter((item) => !had.includes(item));
  const removed = had.filter((item) => !has.includes(item));
  return [
    ...(isNew && has.length > 0 ? [note(`New API key ${name}: ${codes(has)}.`)] : []),
    ...(operation === 'replace'
      ? [danger(`API key ${name} is replaced: the old one is refused.`)]
      : []),
    ...(has.length === 0 && (isNew || had.length > 0)
      ? [danger(`API key ${name} names no endpoint: it may do everything.`)]
      : []),
    ...(!isNew && has.length > 0 && had.length > 0 && added.length > 0
      ? [danger(`API key ${name} may also do ${codes(added)}.`)]
      : []),
    ...(has.length > 0 && removed.length > 0
      ? [note(`API key ${name} may no longer do ${codes(removed)}.`)]
      : []),
    ...(!is && (was || isNew)
      ? [danger(`API key ${name} is bound to no tenant: it opens all.`)]
      : []),
  ];
}

function permissions(inputs: Inputs): string[] {
  const endpoints = inputs['permissionsEndpoints'];
  if (!Array.isArray(endpoints)) return isUnknown(endpoints) ? ['(known after the update)'] : [];
  return endpoints
    .filter(isObject)
    .flatMap((item) =>
      METHODS.filter((method) => item[method] === true).map(
        (method) => `${method.toUpperCase()} ${String(item['endpoint'])}`,
      ),
    );
}

function describeKey({ operation, type, name, before, after }: Change): Statement[] {
  const key = code(before['name'] ?? after['name'] ?? name);
  const what = type.startsWith('tls') ? `Key pair ${key}` : `Signing key ${key}`;
  switch (operation) {
    case 'create':
      return [note(`${what} is new.`)];
    case 'delete':
      return [danger(`${what} is deleted: tokens signed with it are refused.`)];
    case 'replace':
      return [danger(`${what} is replaced: tokens signed with the old one are refused.`)];
    default:
      return [note(`${what} changes.`)];
  }
}
