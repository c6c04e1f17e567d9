import * as pulumi from '@pulumi/pulumi';
import type { Kind } from '../../catalogue/kind.ts';
import { application } from '../../catalogue/fusionauth/application.ts';
import { tenant } from '../../catalogue/fusionauth/tenant.ts';
import { user } from '../../catalogue/fusionauth/users.ts';
import { service } from '../../catalogue/kong/service.ts';
import { route } from '../../catalogue/kong/route.ts';
import { upstream } from '../../catalogue/kong/upstream.ts';
import { consumer } from '../../catalogue/kong/consumer.ts';
import { jwtCredential } from '../../catalogue/kong/jwt-credential.ts';
import { fusionAuthOf, kongOf, type SomeServers } from '../../servers/servers.ts';

/** The variable that, when set, lets a preview name what is there already: `npm run adopt` imports it. */
export const TAKES_OVER = 'FUSIONAUTH_KONG_TAKES_OVER';

type Inputs = Record<string, unknown>;

/** Something with a name that a server holds once. */
interface Named {
  /** What has it already, in words. */
  what: string;
  /** What to do instead. */
  fix: string;
  isTaken: (servers: SomeServers) => Promise<boolean>;
}

/**
 * Refuses to make what the server already has under that name, already in the preview: otherwise the update
 * would end at the server's refusal, with half of the stack made.
 *
 * @param options.isTenantShared whether others have applications and users in the tenant; a new one has none.
 *
 * ```ts
 * new ProtectedApi('orders', api, { transformations: [refuseNameConflicts(servers)] });
 * ```
 */
export function refuseNameConflicts(
  servers: SomeServers,
  { isTenantShared = false } = {},
): pulumi.ResourceTransformation {
  const named = isTenantShared ? { ...NAMED, ...NAMED_IN_TENANT } : NAMED;
  const hook = new pulumi.ResourceHook(
    'name-is-free',
    ({ type, newInputs = {} }) => requireFreeName(servers, named[type]?.(newInputs)),
    { onDryRun: true },
  );
  return ({ type, props, opts }) => {
    if (!(type in named) || process.env[TAKES_OVER]) return undefined;
    return { props, opts: pulumi.mergeOptions(opts, { hooks: { beforeCreate: [hook] } }) };
  };
}

async function requireFreeName(servers: SomeServers, named: Named | undefined): Promise<void> {
  if (!named || !(await named.isTaken(servers))) return;
  throw new Error(
    `${named.what} already, and holds each name once.\n${named.fix}\n` +
      'If an update of this stack was cut off while it made this: npm run recover. If the stack is to manage what ' +
      'others made: npm run adopt, or pulumi import.',
  );
}

type NamedKinds = Readonly<Record<string, (inputs: Inputs) => Named | undefined>>;

const NAMED_IN_TENANT: NamedKinds = {
  [application.type]: ({ name, tenantId }) => ({
    what: `The tenant has an application named ${String(name)}`,
    fix: 'Give this one another name, in applications[].name.',
    isTaken: async (servers) => {
      const { found } = await fusionAuthOf(servers).list('/api/application', 'applications');
      return found.some((one) => one['tenantId'] === tenantId && one['name'] === name);
    },
  }),
  [user.type]: ({ email, username, tenantId }) => {
    const [name, value] = email === undefined ? ['username', username] : ['email', email];
    return {
      what: `The tenant has a user with the ${String(name)} ${String(value)}`,
      fix: 'Leave the user out, in applications[].users.',
      isTaken: async (servers) => {
        const headers = { 'x-fusionauth-tenantid': String(tenantId) };
        const path = `/api/user?${String(name)}=${encodeURIComponent(String(value))}`;
        return (await fusionAuthOf(servers).get(path, 'user', { headers })) !== undefined;
      },
    };
  },
};

const NAMED: NamedKinds = {
  [tenant.type]: ({ name }) => ({
    what: `FusionAuth has a tenant named ${String(name)}`,
    fix: 'Give this one another name: pulumi config set tenant NAME.',
    isTaken: async (servers) => {
      const { found } = await fusionAuthOf(servers).list('/api/tenant', 'tenants');
      return found.some((one) => one['name'] === name);
    },
  }),
  [service.type]: ({ name }) => ({
    what: `Kong has a service named ${String(name)}`,
    fix: 'Give the API another name, in apis[].name.',
    isTaken: isInKong(service, name),
  }),
  [route.type]: ({ name, serviceId }) => ({
    what: `Kong has a route named ${String(name)}`,
    fix: 'Give the route another name, in apis[].routes[].name.',
    isTaken: isInKong(route, name, { service: serviceId }),
  }),
  [upstream.type]: ({ name }) => ({
    what: `Kong has an upstream named ${String(name)}`,
    fix: "Give the API's upstream another host, in apis[].upstream.",
    isTaken: isInKong(upstream, name),
  }),
  [consumer.type]: ({ username }) => ({
    what: `Kong has a consumer named ${String(username)}`,
    fix: 'Give the application or machine another one, in its consumer.',
    isTaken: isInKong(consumer, username),
  }),
  [jwtCredential.type]: ({ key, consumerId }) =>
    // A kid is not known before its key is made.
    typeof key === 'string'
      ? {
          what: `Kong has a jwt credential for ${key}`,
          fix: 'With keyClaim iss it is the issuer. To tell keys apart: pulumi config set keyClaim kid.',
          isTaken: isInKong(jwtCredential, key, { consumer: consumerId }),
        }
      : undefined,
};

/**
 * @param owner what it belongs to in Kong. Of the same owner it is this stack's own, which a replacement
 *   deletes first.
 */
function isInKong(kind: Kind, name: unknown, owner: Inputs = {}): Named['isTaken'] {
  return async (servers) => {
    const found = await kongOf(servers).get(
      `/${kind.identity!.list}/${encodeURIComponent(String(name))}`,
    );
    const idOf = (of: string) => (found?.[of] as { id: string } | null | undefined)?.id;
    return found !== undefined && !Object.entries(owner).some(([of, id]) => idOf(of) === id);
  };
}
