import type { Change } from '../change.ts';
import { breaks, differs, opens, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { ISSUER_KEY } from './fusionauth.ts';

/** A function that changes what tokens say. */
export const lambda: Kind = {
  type: 'fusionauth:index/lambda:Lambda',
  title: 'lambda',
  place: ISSUER_KEY,
  identity: { path: (id) => `/api/lambda/${id}`, member: 'lambda' },
  missing: breaks('tokens lack the claims that it sets'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    body: { judgement: opens('tokens say otherwise who may do what') },
    type: { judgement: breaks('it is called on another occasion') },
    debug: { judgement: opens('what it logs is kept, and may hold what tokens say') },
    engineType: { judgement: differs('it is run by another engine') },
  },
  describe: describeLambda,
};

function describeLambda({ operation, before, after }: Change): Statement[] {
  const what = `Lambda ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'create':
      return [opens(`${what} is new: it decides what tokens say.`)];
    case 'delete':
      return [breaks(`${what} is deleted: tokens lack the claims that it sets.`)];
    case 'replace':
      return [breaks(`${what} is replaced: tokens lack its claims for a while.`)];
  }
  return before['body'] === after['body']
    ? [differs(`${what} changes.`)]
    : [opens(`${what} has another body: tokens may say otherwise who may do what.`)];
}
