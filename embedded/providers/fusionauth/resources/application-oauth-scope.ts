import { DATA } from '../codecs.ts';
import { memberResource } from '../member-resource.ts';
import { applicationOauthScopeProperties } from '../properties/application-oauth-scope.ts';

/** A scope that an application's clients may ask for. */
export const applicationOauthScope = memberResource({
  token: 'fusionauth:index/applicationOauthScope:ApplicationOauthScope',
  schemaVersion: 1,
  wire: {
    wrapper: 'scope',
    properties: applicationOauthScopeProperties,
    codecs: { data: DATA },
  },
  idProperty: 'applicationOauthScopeId',
  wantedIdProperty: 'scopeId',
  changesUnread: true,
  always: {},
  owner: { property: 'applicationId', path: '/api/application' },
  importFormat: 'application_id:scope_id',
});
