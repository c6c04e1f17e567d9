import type { Change } from '../change.ts';
import { breaks, differs, opens, switched, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { ISSUER_KEY } from './fusionauth.ts';

const WORDS = { judgement: differs('users are asked in other words') };

export const applicationOauthScope: Kind = {
  type: 'fusionauth:index/applicationOauthScope:ApplicationOauthScope',
  title: 'scope',
  place: ISSUER_KEY,
  identity: {
    path: (id, inputs) => `/api/application/${String(inputs['applicationId'])}/scope/${id}`,
    member: 'scope',
  },
  missing: breaks('clients that ask for it get no token, or one without it'),
  properties: {
    name: { judgement: breaks('clients that ask for the declared scope get no token with it') },
    applicationId: { judgement: breaks('it is a scope of another application') },
    description: { judgement: differs('it is described otherwise') },
    defaultConsentMessage: WORDS,
    defaultConsentDetail: WORDS,
    required: {
      judgement: switched({
        on: opens('users can no longer leave it out'),
        off: breaks('users may leave it out'),
      }),
    },
  },
  leftAlone: ['data'],
  describe: describeScope,
};

function describeScope({ operation, before, after }: Change): Statement[] {
  const scope = code(before['name'] ?? after['name']);
  switch (operation) {
    case 'create':
      return [opens(`New scope ${scope}: clients may ask for it.`)];
    case 'delete':
      return [breaks(`Scope ${scope} is deleted: clients that ask for it get no token with it.`)];
    case 'replace':
      return [breaks(`Scope ${scope} is replaced: for a while no client gets it.`)];
  }
  if (before['required'] === after['required']) return [differs(`Scope ${scope} changes.`)];
  return after['required'] === true
    ? [opens(`Users can no longer leave scope ${scope} out.`)]
    : [breaks(`Users may leave scope ${scope} out.`)];
}
