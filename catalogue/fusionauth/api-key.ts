import { breaks, differs, opens, type Judgement, type Kind } from '../kind.ts';

import { ISSUER_KEY } from './fusionauth.ts';

export const HTTP_METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const ELSEWHERE = opens('the key works elsewhere or longer than declared');

/** No endpoints at all means every endpoint. */
const endpoints: Judgement = (before, after) => {
  const fewer = breaks('the key may do less than declared');
  if (after === false) return fewer;
  if (!Array.isArray(before) || !Array.isArray(after) || after.length === 0)
    return opens('the key may do more than declared');
  const kept = new Set(before.map((item) => JSON.stringify(item)));
  return after.every((item) => kept.has(JSON.stringify(item)))
    ? fewer
    : opens('the key may do more than declared');
};

export const apiKey: Kind = {
  type: 'fusionauth:index/apiKey:ApiKey',
  title: 'API key',
  place: ISSUER_KEY,
  identity: { path: (id) => `/api/api-key/${id}`, member: 'apiKey' },
  missing: breaks('logins with it are refused'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    description: { judgement: differs('it is described otherwise') },
    key: { secret: true, judgement: breaks('callers that have the declared key are refused') },
    permissionsEndpoints: { judgement: endpoints },
    tenantId: { judgement: ELSEWHERE },
    ipAccessControlListId: { judgement: ELSEWHERE },
    expirationInstant: { judgement: ELSEWHERE },
  },
};
