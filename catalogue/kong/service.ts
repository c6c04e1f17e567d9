import { breaks, differs, opens, switched, type Judgement, type Kind } from '../kind.ts';

import { CREDENTIAL_API, TAGS, reference } from './kong.ts';

const ELSEWHERE = breaks('accepted requests go to another place');
const TIMEOUT = differs('waits on the upstream end at another time');

/** Kong takes any certificate of an upstream unless it is told to verify it. */
const verified: Judgement = (_, after) =>
  after === true
    ? breaks('an upstream without a certificate that Kong can verify is not reached')
    : opens('whoever answers for the upstream is trusted: its certificate is not verified');

export const service: Kind = {
  type: 'kong:index/service:Service',
  title: 'service',
  place: CREDENTIAL_API,
  heads: true,
  identity: { path: (id) => `/services/${id}`, list: 'services', unique: { name: 'name' } },
  label: ({ name }) => `service ${String(name)}`,
  missing: breaks('the API is not there'),
  properties: {
    enabled: {
      absent: true,
      judgement: switched({
        on: opens('routes that were switched off are served'),
        off: breaks("the service's routes are not served"),
      }),
    },
    name: { judgement: differs('the service is known by another name') },
    protocol: { absent: 'http', judgement: ELSEWHERE },
    host: { judgement: ELSEWHERE },
    port: { absent: 80, judgement: ELSEWHERE },
    path: { judgement: ELSEWHERE },
    retries: {
      absent: 5,
      judgement: differs('failed upstream requests are repeated more or less often'),
    },
    connectTimeout: { field: 'connect_timeout', absent: 60_000, judgement: TIMEOUT },
    readTimeout: { field: 'read_timeout', absent: 60_000, judgement: TIMEOUT },
    writeTimeout: { field: 'write_timeout', absent: 60_000, judgement: TIMEOUT },
    tlsVerify: { field: 'tls_verify', judgement: verified },
    tlsVerifyDepth: {
      field: 'tls_verify_depth',
      judgement: differs("the upstream's chain of certificates may have another length"),
    },
    caCertificateIds: {
      field: 'ca_certificates',
      judgement: opens("the upstream's certificate may be of other authorities"),
    },
    clientCertificateId: {
      field: 'client_certificate',
      toServer: reference,
      judgement: breaks('Kong shows the upstream another certificate, or none'),
    },
    tags: TAGS,
  },
  leftAlone: ['tags'],
};
