import type { Change } from '../change.ts';
import { breaks, differs, opens, type Inputs, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
import { isObject } from '../values.ts';
import { CREDENTIAL_API, TAGS, reference } from './kong.ts';

const BALANCE = differs('requests are shared among the targets otherwise');

export const upstream: Kind = {
  type: 'kong:index/upstream:Upstream',
  title: 'upstream',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/upstreams/${id}`, list: 'upstreams', unique: { name: 'name' } },
  search: { by: ['name'] },
  missing: breaks('services that lead to it answer 503'),
  properties: {
    name: { judgement: breaks('services no longer lead to it') },
    // The provider has no word for it; Kong derives it from what is hashed.
    algorithm: {
      absent: ({ hashOn = 'none' }: Inputs) =>
        hashOn === 'none' ? 'round-robin' : 'consistent-hashing',
      judgement: BALANCE,
    },
    slots: { absent: 10_000, judgement: BALANCE },
    hashOn: { field: 'hash_on', absent: 'none', judgement: BALANCE },
    hashFallback: { field: 'hash_fallback', absent: 'none', judgement: BALANCE },
    hashOnHeader: { field: 'hash_on_header', judgement: BALANCE },
    hashOnCookie: { field: 'hash_on_cookie', judgement: BALANCE },
    hashOnCookiePath: { field: 'hash_on_cookie_path', absent: '/', judgement: BALANCE },
    hashFallbackHeader: { field: 'hash_fallback_header', judgement: BALANCE },
    hostHeader: { field: 'host_header', judgement: breaks('targets see another Host') },
    healthchecks: {
      partial: true,
      toServer: inKongsWords,
      judgement: differs('targets count as healthy by other rules'),
    },
    tags: TAGS,
  },
  leftAlone: ['healthchecks', 'hostHeader', 'tags'],
  describe: describeUpstream,
};

function describeUpstream({ operation, before, after, ofNew }: Change): Statement[] {
  const what = `Upstream ${code(before['name'] ?? after['name'])}`;
  switch (operation) {
    case 'create':
      return ofNew ? [] : [differs(`${what} is new: its targets share the requests.`)];
    case 'delete':
      return [breaks(`${what} is deleted: services that lead to it answer 503.`)];
    default:
      return [differs(`${what} shares the requests among its targets by other rules.`)];
  }
}

export const target: Kind = {
  type: 'kong:index/target:Target',
  title: 'target',
  place: CREDENTIAL_API,
  identity: { path: targetPath },
  search: {
    by: ['target'],
    needs: ['upstreamId'],
    among: ({ upstreamId }) => ({
      path: `/upstreams/${String(upstreamId)}/targets`,
      member: 'data',
    }),
    id: ({ id, upstream: owner }) => `${(owner as { id: string }).id}/${String(id)}`,
  },
  label: ({ target: address, upstreamId }, names) =>
    `target ${String(address)} of ${names.get(String(upstreamId)) ?? 'an upstream'}`,
  missing: breaks('it gets no requests any more'),
  properties: {
    target: { judgement: breaks('requests go to another place') },
    weight: { absent: 100, judgement: BALANCE },
    upstreamId: {
      field: 'upstream',
      toServer: reference,
      judgement: breaks('it serves another upstream'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
  describe: describeTarget,
};

/** A target that nobody declared gets its share of the requests, tokens and all. */
export const FOREIGN_TARGET = opens('it gets a share of the requests, with the tokens in them');

/** The names of a map as Kong writes them, all through: `httpPath` is `http_path`. */
function inKongsWords(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => !name.startsWith('__'));
  return Object.fromEntries(
    entries.map(([name, one]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      inKongsWords(one),
    ]),
  );
}

/** The provider's id of a target has its upstream's before it. */
function targetPath(id: string): string {
  const [owner, own] = id.split('/');
  return `/upstreams/${owner}/targets/${own}`;
}

function describeTarget({ operation, before, after, ofNew }: Change): Statement[] {
  const address = code(before['target'] ?? after['target']);
  switch (operation) {
    case 'create':
      return ofNew ? [] : [differs(`Target ${address} gets a share of the requests.`)];
    case 'delete':
      return [breaks(`Target ${address} gets no requests any more.`)];
    default:
      return [differs(`Target ${address} gets another share of the requests.`)];
  }
}
