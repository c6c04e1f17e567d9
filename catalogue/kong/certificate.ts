import type { Change } from '../change.ts';
import { breaks, differs, type Kind, type Statement } from '../kind.ts';
import { code } from '../statement.ts';
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
  describe: describeCertificate,
};

function describeCertificate({ operation, name, ofNew }: Change): Statement[] {
  const what = `Client certificate ${code(name)}`;
  switch (operation) {
    case 'create':
      return ofNew ? [] : [differs(`${what} is new: Kong shows it to the upstream.`)];
    case 'delete':
      return [breaks(`${what} is deleted: an upstream that asks for one refuses Kong.`)];
    default:
      return [differs(`${what} changes: the upstream is shown another.`)];
  }
}
