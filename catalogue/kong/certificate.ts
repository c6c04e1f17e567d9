import { breaks, differs, type Kind } from '../kind.ts';
import { CREDENTIAL_API, TAGS } from './kong.ts';

const SHOWN = breaks('what asks Kong for its certificate is shown another');

export const certificate: Kind = {
  type: 'kong:index/certificate:Certificate',
  title: 'client certificate',
  place: CREDENTIAL_API,
  identity: { path: (id) => `/certificates/${id}`, list: 'certificates' },
  search: { by: ['certificate'] },
  missing: breaks('upstreams that ask for a certificate refuse Kong'),
  properties: {
    certificate: { field: 'cert', judgement: SHOWN },
    privateKey: { field: 'key', secret: true, judgement: SHOWN },
    snis: { judgement: differs('Kong shows the certificate for other server names') },
    tags: TAGS,
  },
  leftAlone: ['snis', 'tags'],
};
