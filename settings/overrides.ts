import type { Kind } from '../catalogue/kind.ts';
import { apiKey } from '../catalogue/fusionauth/api-key.ts';
import { entity, entityGrant } from '../catalogue/fusionauth/entities.ts';
import { entityType } from '../catalogue/fusionauth/entity-type.ts';
import { generatedKey, importedKey } from '../catalogue/fusionauth/keys.ts';
import { lambda } from '../catalogue/fusionauth/lambda.ts';
import { applicationRole, registration, user } from '../catalogue/fusionauth/users.ts';
import { aclGroup } from '../catalogue/kong/acl-group.ts';
import { consumer } from '../catalogue/kong/consumer.ts';
import { jwtCredential } from '../catalogue/kong/jwt-credential.ts';
import { plugin } from '../catalogue/kong/plugin.ts';
import { route } from '../catalogue/kong/route.ts';
import { service } from '../catalogue/kong/service.ts';
import { names } from '../catalogue/names.ts';
import { loginNameOf } from '../components/login-names.ts';
import type { OverriddenResource, Override } from '../components/override.ts';
import type { ApiSettings } from './api.ts';
import type { ApplicationSettings, MachineSettings, Settings } from './settings.ts';

type Found = OverriddenResource[];

/** What the settings override of resources, but for the tenant and the applications, whose components do it. */
export function overridesOf(settings: Settings): Found {
  const { keyClaim, applications, machines, apis, override } = settings;
  return [
    ...one(apiKey, names.loginKey('issuer'), override?.loginKey),
    ...applications.flatMap((application) => [
      ...ofApplication(application),
      ...ofClient(application, keyClaim),
    ]),
    ...machines.flatMap((machine) => [...ofMachine(machine), ...ofClient(machine, keyClaim)]),
    ...apis.flatMap(ofApi),
  ];
}

function one({ type }: Kind, name: string, inputs: Override | undefined): Found {
  return inputs ? [{ type, name, inputs }] : [];
}

function ofApplication({ name, override, roles = [], users }: ApplicationSettings): Found {
  return [
    ...one(lambda, names.claims(name), override?.claims),
    ...roles.flatMap((role) =>
      one(applicationRole, names.role(name, role.name), role.override?.role),
    ),
    ...users.flatMap((listed) => {
      const loginName = loginNameOf(listed);
      return [
        ...one(user, names.user(loginName), listed.override?.user),
        ...one(registration, names.registration(name, loginName), listed.override?.registration),
      ];
    }),
  ];
}

function ofMachine({ name, override, grants }: MachineSettings): Found {
  return [
    ...one(entityType, names.entityType(name), override?.entityType),
    ...one(entity, names.entity(name), override?.entity),
    ...grants.flatMap((grant) =>
      one(entityGrant, names.grant(grant.api, name), grant.override?.grant),
    ),
  ];
}

/** What an application and a machine have alike: keys, and what stands for them in Kong. */
function ofClient(
  { name, override, keys, plugins = [] }: ApplicationSettings | MachineSettings,
  keyClaim: Settings['keyClaim'],
): Found {
  return [
    ...one(consumer, names.consumer(name), override?.consumer),
    ...one(aclGroup, names.group(name), override?.group),
    ...keys.flatMap((key) => {
      const signingKey = names.signingKey(name, key.name);
      const [kind, keyName] =
        key.source === 'imported'
          ? [importedKey, names.importedKey(signingKey)]
          : [generatedKey, names.generatedKey(signingKey)];
      const credential = names.credential(name, keyClaim, key.name);
      return [
        ...one(kind, keyName, key.override?.key),
        ...one(jwtCredential, credential, key.override?.credential),
      ];
    }),
    ...plugins.flatMap((own) =>
      one(plugin, names.clientPlugin(name, own.name), own.override?.plugin),
    ),
  ];
}

function ofApi({ name: api, override, plugins = [], routes }: ApiSettings): Found {
  return [
    ...one(service, names.service(api), override?.service),
    ...plugins.flatMap((own) => one(plugin, names.plugin(api, own.name), own.override?.plugin)),
    ...routes.flatMap(({ name, plugins: onRoute = [], ...settings }) => [
      ...one(route, names.route(api, name), settings.override?.route),
      ...onRoute.flatMap((own) =>
        one(plugin, names.routePlugin(api, name, own.name), own.override?.plugin),
      ),
    ]),
  ];
}
