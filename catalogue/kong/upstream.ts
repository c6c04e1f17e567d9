import { breaks, differs, type Kind } from '../kind.ts';
import { CREDENTIAL_API, TAGS } from './kong.ts';

const BALANCE = differs('requests are shared among the targets otherwise');

export const upstream: Kind = {
  type: 'kong:index/upstream:Upstream',
  title: 'upstream',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/upstreams/${id}`, list: 'upstreams', unique: { name: 'name' } },
  missing: breaks('services that lead to it answer 503'),
  properties: {
    name: { judgement: breaks('services no longer lead to it') },
    algorithm: { absent: 'round-robin', judgement: BALANCE },
    slots: { absent: 10_000, judgement: BALANCE },
    hashOn: { field: 'hash_on', absent: 'none', judgement: BALANCE },
    hashFallback: { field: 'hash_fallback', absent: 'none', judgement: BALANCE },
    hostHeader: { field: 'host_header', judgement: breaks('targets see another Host') },
    healthchecks: { judgement: differs('targets count as healthy by other rules') },
    tags: TAGS,
  },
};

export const target: Kind = {
  type: 'kong:index/target:Target',
  title: 'target',
  place: CREDENTIAL_API,
  missing: breaks('it gets no requests any more'),
  properties: {
    target: { judgement: breaks('requests go to another place') },
    weight: { absent: 100, judgement: BALANCE },
    upstreamId: { judgement: breaks('it serves another upstream') },
    tags: TAGS,
  },
};
