import { z } from 'zod';
import { api } from './api.ts';
import { KEY_ALGORITHMS } from '../catalogue/key-algorithms.ts';
import { applicationPages } from './application-pages.ts';
import { dockerSettings } from './docker.ts';
import { oauth } from './oauth.ts';
import {
  applicationOverride,
  grantOverride,
  keyOverride,
  machineOverride,
  roleOverride,
  stackOverride,
} from './override.ts';
import { plugins } from './plugins.ts';
import { refreshTokens } from './refresh-tokens.ts';
import { tagList } from './route.ts';
import { tenantSettings } from './tenant.ts';
import { user } from './user.ts';
import { consumerName, issuer, name, roleName, serverUrl, stackName, tenantName } from './types.ts';

const signingKey = z.strictObject({
  /** Names the key in FusionAuth and in the stack; a new key needs a new name. */
  name,
  /** `signing`: signs new tokens. `verifying`: Kong accepts its tokens. `retired`: removed from both. */
  state: z.enum(['signing', 'verifying', 'retired']).default('signing'),
  /**
   * What the key signs by. Default: RS256. The FusionAuth provider knows no PS256 and no EdDSA; whether Kong knows it
   * is asked of Kong. A change needs a new name.
   */
  algorithm: z
    .enum(KEY_ALGORITHMS, {
      error: ({ input }) =>
        /^(PS\d+|EdDSA|Ed25519)$/.test(typeof input === 'string' ? input : '')
          ? `must be one of ${KEY_ALGORITHMS.join(', ')}: the FusionAuth provider takes no other`
          : `must be one of ${KEY_ALGORITHMS.join(', ')}`,
    })
    .optional(),
  /** Size of the RSA modulus, of no meaning for ES256 and the like. RFC 7518, section 3.3 asks for 2048 bits or more. */
  bits: z.literal([2048, 3072, 4096], { error: 'must be 2048, 3072 or 4096' }).default(2048),
  /**
   * Who makes the pair. `imported`: the stack does, and keeps the private key in its state as a
   * secret. `generated`: FusionAuth does, and the private key never leaves it. A change needs a new name.
   */
  source: z.enum(['imported', 'generated']).default('imported'),
  /**
   * What no setting says, as the provider has it: merged last into the inputs of the `key` in FusionAuth and of its
   * `credential` in Kong.
   * @danger it can undo whatever the stack declares for safety
   */
  override: keyOverride,
});

/** What users of an application may do. */
export const role = z.strictObject({
  /** Names the role in tokens; another name is another role. */
  name: roleName,
  description: z.string().min(1).optional(),
  /** Whether a new registration that names no role gets it. */
  default: z.boolean().default(false),
  /** Marks a role that has the rights of all others; FusionAuth's own pages go by it. */
  superRole: z.boolean().default(false),
  /** What no setting says, as the provider has it: merged last into the inputs of the `role`. */
  override: roleOverride,
});

const application = z.strictObject({
  /** Names the application in FusionAuth and in the stack. */
  name,
  /** Username of the Kong consumer that stands for the application. Default: the application's name. */
  consumer: consumerName.optional(),
  /**
   * What users may do, as the `roles` claim of their tokens says. Left out, the application leaves roles alone: those
   * that it has in FusionAuth stay, and so do those of its users.
   */
  roles: z.array(role).min(1, 'must name a role, or be left out').optional(),
  /** Who is registered. A user of several applications is listed in each; one of them may set the password. */
  users: z.array(user).default([]),
  /**
   * How long a token is good for, in seconds.
   * @danger one that leaks is good for as long
   */
  tokenLifetimeSeconds: z.int().min(1).max(31_536_000).default(3600),
  /** Left out, the application gives no refresh tokens. */
  refreshTokens: refreshTokens.optional(),
  /** How people sign in in a browser. Left out, the application leaves that alone. */
  oauth: oauth.optional(),
  ...applicationPages,
  /**
   * A file, from the project's folder, with a function `populate(jwt, user, registration)` that changes what access
   * and id tokens say. Left out, that stays as it is found; to take the function away again, set `none` for an update
   * first.
   * @danger the function decides what tokens say, roles included
   */
  claims: z.string().min(1).optional(),
  /** The keys that sign and those whose tokens Kong accepts; `npm run rotate` edits them. */
  keys: z.array(signingKey).prefault([{ name: 'main' }]),
  /** Plugins for requests of this client alone, whatever API it calls. */
  plugins,
  /**
   * What no setting says, as the provider has it: merged last into the inputs of the FusionAuth `application`, the
   * lambda of `claims`, the `consumer` in Kong and its membership in the acl `group`.
   * @danger it can undo whatever the stack declares for safety
   */
  override: applicationOverride,
});

const machine = z.strictObject({
  /** Names the machine in FusionAuth and in the stack. */
  name,
  /** Username of the Kong consumer that stands for the machine. Default: the machine's name. */
  consumer: consumerName.optional(),
  /**
   * How long a token is good for, in seconds.
   * @danger one that leaks is good for as long
   */
  tokenLifetimeSeconds: z.int().min(1).max(31_536_000).default(3600),
  /** The keys that sign and those whose tokens Kong accepts; `npm run rotate` edits them. */
  keys: z.array(signingKey).prefault([{ name: 'main' }]),
  /** Plugins for requests of this client alone, whatever API it calls. */
  plugins,
  /** The APIs that the machine may call, and what it may do there. */
  grants: z
    .array(
      z.strictObject({
        /** The name of the API. */
        api: name,
        /** What the machine may do there, as the `permissions` claim of its tokens says. */
        permissions: z.array(name).min(1),
        /** What no setting says, as the provider has it: merged last into the inputs of the `grant`. */
        override: grantOverride,
      }),
    )
    .min(1),
  /**
   * What no setting says, as the provider has it: merged last into the inputs of the machine's `entity` and its
   * `entityType` in FusionAuth, of the `consumer` in Kong and of its membership in the acl `group`.
   * @danger it can undo whatever the stack declares for safety
   */
  override: machineOverride,
});

/** Everything that a stack may set. */
export const schema = z.strictObject({
  /**
   * `existing`: servers that others run, at the configured URLs. `embedded`: this project's stand-ins, at
   * theirs. `docker`: the stack runs the servers too, in containers.
   */
  platform: z.enum(['existing', 'embedded', 'docker']).default('existing'),
  /**
   * `both`: the stack declares who gets tokens and what Kong protects. `issuer`: who gets tokens, and Kong's consumers
   * and credentials for them. `gateway`: what Kong protects, for the clients of other stacks.
   */
  side: z.enum(['both', 'issuer', 'gateway']).default('both'),
  /**
   * The stacks whose clients the APIs of a gateway's stack may let in, as `ORG/PROJECT/STACK`; ORG is `organization`
   * where state is in a file or a bucket.
   */
  trusts: z.array(stackName).default([]),
  /** The containers of platform docker. */
  docker: dockerSettings.prefault({}),
  /**
   * Files with an application, a machine or an API each, as `apis/*.yaml`: what they are is said by their folder,
   * `applications`, `machines` or `apis`. They follow those of the stack's own file.
   */
  include: z.array(z.string().min(1)).default([]),
  /** The `iss` claim of every token, and with keyClaim iss the key of Kong's credential. */
  issuer,
  /**
   * Whether the issuer may be reached over http beyond this machine, as on a private network: whoever is in between
   * can read and change the logins, the tokens and the keys that are fetched from it.
   * @danger logins and tokens cross the network in plain text
   */
  allowHttpIssuer: z
    .stringbool({ truthy: ['true'], falsy: ['false'], error: 'must be true or false' })
    .prefault('false'),
  /** Name of the FusionAuth tenant that holds the applications and users. */
  tenant: tenantName,
  /**
   * Whether the tenant is there already and others look after it: `tenant` is then its name or its id, and the stack
   * declares nothing of it but what it adds to it.
   */
  useExistingTenant: z
    .stringbool({ truthy: ['true'], falsy: ['false'], error: 'must be true or false' })
    .prefault('false'),
  /** What the tenant says beyond its name and issuer: passwords, tokens, lockout, mail, theme, webhooks. */
  tenantSettings: tenantSettings.optional(),
  /**
   * What no setting says, as the provider has it: merged last into the inputs of the FusionAuth `tenant` and of the
   * API key for logins, `loginKey`.
   * @danger it can undo whatever the stack declares for safety
   */
  override: stackOverride,
  /** Where clients reach Kong's proxy. */
  gatewayUrl: serverUrl,
  /** `iss` (the guide): one key per issuer. `kid`: any number of keys and applications. */
  keyClaim: z.enum(['iss', 'kid']),
  /**
   * Whether the engine refuses to delete or replace the tenant and the keys that sign.
   * @danger without it one wrong change of a name ends every session
   */
  protect: z
    .stringbool({ truthy: ['true'], falsy: ['false'], error: 'must be true or false' })
    .prefault('false'),
  /**
   * Whether requests lose, on their way to upstreams, every header that could be taken for Kong's word on who calls.
   * Left out, forged ones arrive.
   * @danger without it an upstream that trusts such a header can be lied to
   */
  guardIdentityHeaders: z
    .stringbool({ truthy: ['true'], falsy: ['false'], error: 'must be true or false' })
    .prefault('false'),
  /** What users log in to, each with its own key. */
  applications: z.array(application),
  /** Programs that call APIs on their own account. They need keyClaim kid. */
  machines: z.array(machine).default([]),
  /** What Kong protects. */
  apis: z.array(api),
  /**
   * What others have on the stack's objects and the stack leaves to them: names as `npm run drift` reports them, such
   * as `plugin cors on service orders`. Drift is quiet about it.
   */
  leaves: z.array(z.string().min(1)).default([]),
  /**
   * Tags of everything that the stack declares in Kong, by which other tools tell whose it is; `{stack}` stands for
   * the stack's name.
   */
  tags: tagList.default([]),
});

/** What a stack declares, complete and checked. */
export type Settings = z.infer<typeof schema>;
export type ApplicationSettings = Settings['applications'][number];
export type MachineSettings = Settings['machines'][number];
export type UserSettings = ApplicationSettings['users'][number];
export type RefreshTokenSettings = NonNullable<ApplicationSettings['refreshTokens']>;
export type KeySettings = ApplicationSettings['keys'][number];
export type KeyClaim = Settings['keyClaim'];
