import { wireResource } from '../wire-resource.ts';
import { lambdaProperties } from '../properties/lambda.ts';

/** A function that FusionAuth calls. */
export const lambda = wireResource({
  token: 'fusionauth:index/lambda:Lambda',
  properties: lambdaProperties,
  idProperty: 'fusionauthLambdaId',
  wrapper: 'lambda',
  path: '/api/lambda',
  idInput: 'lambdaId',
  idUnread: true,
  unread: ['lambdaId'],
  updateUnread: true,
});
