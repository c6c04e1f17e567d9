import type { Change } from '../change.ts';
import { breaks, differs, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { valueAt } from '../values.ts';
import { DATA, ISSUER_KEY, LIFETIME, SIGNING_KEY } from './fusionauth.ts';
import { duration, lifetime } from './tokens.ts';

/** What a machine is of: it holds the key that signs the machine's tokens, and how long they live. */
const KEY = 'jwtConfiguration.accessTokenKeyId';
const SECONDS = 'jwtConfiguration.timeToLiveInSeconds';

export const entityType: Kind = {
  type: 'fusionauth:index/entityType:EntityType',
  title: 'entity type',
  place: ISSUER_KEY,
  identity: {
    path: (id) => `/api/entity/type/${id}`,
    member: 'entityType',
    unique: { name: 'name' },
  },
  search: {
    by: ['name'],
    needs: ['name'],
    among: ({ name }) => ({
      path: `/api/entity/type/search?name=${encodeURIComponent(String(name))}`,
      member: 'entityTypes',
    }),
  },
  missing: breaks('its machines get no tokens, and nobody permissions of it'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    'jwtConfiguration.enabled': {
      judgement: breaks("the machine's own key and lifetime are not used"),
    },
    [KEY]: SIGNING_KEY,
    [SECONDS]: LIFETIME,
    data: DATA,
  },
  leftAlone: [],
  signsWith: KEY,
  lifetime: SECONDS,
  describe: describeEntityType,
};

/** What holds a machine's key and the lifetime of its tokens, or an API's permissions. */
function describeEntityType({ operation, before, after }: Change): Statement[] {
  const what = `Entity type ${code(before['name'] ?? after['name'])}`;
  const seconds = valueAt(after, SECONDS);
  switch (operation) {
    case 'create':
      return [differs(`${what} is new${seconds ? `: its tokens live ${duration(seconds)}` : ''}.`)];
    case 'delete':
      return [breaks(`${what} is deleted, with its entities and permissions.`)];
    case 'replace':
      return [breaks(`${what} is replaced: its entities get no tokens for a moment.`)];
  }
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, KEY));
  const [was, is] = [before['name'], after['name']];
  return [
    ...lifetime('Tokens', before, after, SECONDS),
    ...(from === to ? [] : [differs('New tokens are signed with another key.')]),
    ...(was === is ? [] : [differs(`${what} is called ${code(is)} from now on.`)]),
  ];
}
