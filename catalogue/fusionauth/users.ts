import type { Change } from '../change.ts';
import { breaks, differs, opens, switched, type Kind, type Statement } from '../kind.ts';
import { about, code, difference, loses } from '../statement.ts';
import { besideOwner, madeFrom, names } from '../names.ts';
import { listOf } from '../values.ts';
import { DATA, ISSUER_KEY } from './fusionauth.ts';

const OTHERWISE = { judgement: breaks('the user does not log in as declared') };

const KNOWN = { judgement: differs('something else is known of the user') };
const PROFILE = [
  ...['firstName', 'middleName', 'lastName', 'fullName', 'birthDate'],
  ...['imageUrl', 'timezone', 'preferredLanguages'],
];

export const user: Kind = {
  type: 'fusionauth:index/user:User',
  title: 'user',
  place: ISSUER_KEY,
  identity: { path: (id) => `/api/user/${id}`, member: 'user' },
  search: {
    by: ['tenantId'],
    needs: ['email', 'tenantId'],
    among: ({ email, tenantId }) => ({
      path: `/api/user?email=${encodeURIComponent(String(email))}`,
      member: 'user',
      tenant: String(tenantId),
    }),
  },
  missing: breaks('the user cannot log in'),
  properties: {
    email: OTHERWISE,
    tenantId: { judgement: breaks('it is a user of another tenant') },
    password: { secret: true, judgement: breaks('the user logs in with another password') },
    active: { judgement: breaks('it is switched off: logins are refused') },
    state: { judgement: breaks('it is switched off: logins are refused') },
    username: OTHERWISE,
    passwordChangeRequired: {
      judgement: breaks('it has to set another password before it gets in, or no longer has to'),
    },
    phoneNumber: OTHERWISE,
    data: { judgement: opens('what applications and claims go by is otherwise') },
    mobilePhone: { judgement: opens('second factors go to another phone') },
    ...Object.fromEntries(PROFILE.map((field) => [field, KNOWN])),
  },
  leftAlone: [
    'birthDate',
    'data',
    'expiry',
    'firstName',
    'fullName',
    'imageUrl',
    'lastName',
    'middleName',
    'mobilePhone',
    'parentEmail',
    'passwordChangeRequired',
    'phoneNumber',
    'preferredLanguages',
    'timezone',
    'username',
    'usernameStatus',
  ],
  describe: describeUser,
};

export const registration: Kind = {
  type: 'fusionauth:index/registration:Registration',
  title: 'registration',
  place: ISSUER_KEY,
  search: {
    by: [],
    needs: ['userId', 'applicationId'],
    among: ({ userId, applicationId }) => ({
      path: `/api/user/registration/${String(userId)}/${String(applicationId)}`,
      member: 'registration',
    }),
  },
  missing: breaks("the user's tokens lack the application and its roles"),
  properties: {
    userId: { judgement: breaks('another user is registered') },
    applicationId: { judgement: breaks('it is a registration for another application') },
    roles: {
      judgement: (before, after) =>
        listOf(after).every((role) => listOf(before).includes(role))
          ? breaks("the user's tokens lack roles that are declared")
          : opens("the user's tokens carry other roles than declared"),
    },
    data: DATA,
    username: KNOWN,
    timezone: KNOWN,
    preferredLanguages: KNOWN,
  },
  leftAlone: ['data', 'preferredLanguages', 'timezone', 'username'],
  describe: describeRegistration,
};

export const applicationRole: Kind = {
  type: 'fusionauth:index/applicationRole:ApplicationRole',
  title: 'role',
  place: ISSUER_KEY,
  search: {
    by: ['name'],
    needs: ['applicationId'],
    among: ({ applicationId }) => ({
      path: `/api/application/${String(applicationId)}`,
      member: 'application.roles',
    }),
  },
  missing: breaks('nobody has it any more'),
  properties: {
    name: { judgement: breaks('tokens say another role') },
    applicationId: { judgement: breaks('it is a role of another application') },
    description: { judgement: differs('it is described otherwise') },
    isDefault: {
      judgement: switched({
        on: opens('every new registration gets it'),
        off: breaks('new registrations lack it'),
      }),
    },
    isSuperRole: {
      judgement: switched({
        on: opens('whoever has it has the rights of all other roles'),
        off: breaks('whoever has it lacks the rights of the other roles'),
      }),
    },
  },
  describe: describeRole,
};

function describeUser({ operation, before, after }: Change): Statement[] {
  const user = code(before['email'] ?? before['username'] ?? after['email'] ?? after['username']);
  const text = {
    create: `New user ${user}.`,
    import: `User ${user} is taken over.`,
    update: `User ${user} changes.`,
    replace: `User ${user} is replaced: the id, and all data of the user, is lost.`,
    delete: `User ${user} is deleted.`,
    forget: `User ${user} is no longer managed.`,
  }[operation];
  const say = { replace: loses, delete: breaks }[operation as string] ?? differs;
  return [say(text)];
}

/** Who is given a role may do more, in whatever application it is. */
function describeRegistration(change: Change): Statement[] {
  const { operation, before, after } = change;
  const user = code(userOf(change));
  if (operation === 'delete') return [breaks(`${user} is no longer registered.`)];
  const { gained, lost } = difference(before['roles'] ?? [], after['roles'] ?? []);
  const isNew = operation === 'create' || operation === 'import';
  return [
    ...(isNew ? [differs(`${user} is registered.`)] : []),
    ...(operation === 'replace' ? [breaks(`${user} is registered anew.`)] : []),
    ...about(gained, (all) => opens(`${user} gets ${named(gained, all)}.`)),
    ...about(lost, (all) => differs(`${user} loses ${named(lost, all)}.`)),
  ];
}

function describeRole({ operation, before, after }: Change): Statement[] {
  const role = code(before['name'] ?? after['name']);
  switch (operation) {
    case 'delete':
      return [breaks(`Role ${role} is deleted: whoever has it loses it.`)];
    case 'replace':
      return [breaks(`Role ${role} is replaced: whoever has it loses it for a while.`)];
  }
  const traits = [
    ['isDefault', 'is given to every new registration'],
    ['isSuperRole', 'is a super role: it has the rights of all others'],
  ] as const;
  const gained = traits.flatMap(([trait, words]) =>
    after[trait] === true && before[trait] !== true ? [opens(`Role ${role} ${words}.`)] : [],
  );
  const isNew = operation === 'create';
  return [differs(isNew ? `New role ${role}.` : `Role ${role} changes.`), ...gained];
}

/** The user's address, which a registration has in its name in the program only. */
function userOf({ name, component }: Change): string {
  const owner = component?.name ?? '';
  return madeFrom(
    (email) => besideOwner(owner, names.registration(owner, email)),
    besideOwner(owner, name),
  );
}

function named(roles: readonly string[], all: string): string {
  return `${roles.length === 1 ? 'role' : 'roles'} ${all}`;
}
