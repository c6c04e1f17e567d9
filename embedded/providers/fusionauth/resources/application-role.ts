import { memberResource } from '../member-resource.ts';
import { applicationRoleProperties } from '../properties/application-role.ts';
import { EMPTY_REQUEST } from './application.ts';

/** A role of an application. */
export const applicationRole = memberResource({
  token: 'fusionauth:index/applicationRole:ApplicationRole',
  wire: { wrapper: 'role', properties: applicationRoleProperties },
  idProperty: 'applicationRoleId',
  always: EMPTY_REQUEST,
  owner: {
    property: 'applicationId',
    path: '/api/application',
    within: { wrapper: 'application', members: 'roles' },
  },
  importFormat: 'application_id:role_id',
});
