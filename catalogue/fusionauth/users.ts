import { breaks, differs, opens, switched, type Kind } from '../kind.ts';
import { listOf } from '../values.ts';

import { ISSUER_KEY } from './fusionauth.ts';

const OTHERWISE = { judgement: breaks('the user does not log in as declared') };

export const user: Kind = {
  type: 'fusionauth:index/user:User',
  title: 'user',
  place: ISSUER_KEY,
  identity: { path: (id) => `/api/user/${id}`, member: 'user' },
  missing: breaks('the user cannot log in'),
  properties: {
    email: OTHERWISE,
    tenantId: { judgement: breaks('it is a user of another tenant') },
    password: { secret: true, judgement: breaks('the user logs in with another password') },
    active: { judgement: breaks('it is switched off: logins are refused') },
    state: { judgement: breaks('it is switched off: logins are refused') },
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
};

export const registration: Kind = {
  type: 'fusionauth:index/registration:Registration',
  title: 'registration',
  place: ISSUER_KEY,
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
  },
  leftAlone: ['data', 'preferredLanguages', 'timezone', 'username'],
};

export const applicationRole: Kind = {
  type: 'fusionauth:index/applicationRole:ApplicationRole',
  title: 'role',
  place: ISSUER_KEY,
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
};
