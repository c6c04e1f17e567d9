import type { Change } from '../change.ts';
import {
  breaks,
  differs,
  opens,
  switched,
  type Inputs,
  type Judgement,
  type Kind,
  type Statement,
} from '../kind.ts';
import { isUnknown } from '../redact.ts';
import { code } from '../statement.ts';
import { listOf, text } from '../values.ts';
import { CREDENTIAL_API, TAGS, reference } from './kong.ts';

const ELSEWHERE = breaks('accepted requests go to another place');
const TIMEOUT = differs('waits on the upstream end at another time');

/** Kong takes any certificate of an upstream unless it is told to verify it. */
const verified: Judgement = (_, after) =>
  after === true
    ? breaks('an upstream without a certificate that Kong can verify is not reached')
    : opens('whoever answers for the upstream is trusted: its certificate is not verified');

/** Without a list of its own a service trusts the authorities that all of Kong does. */
const authorities: Judgement = (before, after) => {
  const [had, has] = [listOf(before), listOf(after)];
  const trustsMore = has.length === 0 || (had.length > 0 && has.some((one) => !had.includes(one)));
  return trustsMore
    ? opens("the upstream's certificate may be of other authorities")
    : breaks('an upstream whose certificate is of another authority is not reached');
};

export const service: Kind = {
  type: 'kong:index/service:Service',
  title: 'service',
  place: CREDENTIAL_API,
  heads: true,
  identity: { path: (id) => `/services/${id}`, list: 'services', unique: { name: 'name' } },
  search: { by: ['name'] },
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
      judgement: authorities,
    },
    clientCertificateId: {
      field: 'client_certificate',
      toServer: reference,
      judgement: breaks('Kong shows the upstream another certificate, or none'),
    },
    tags: TAGS,
  },
  leftAlone: ['caCertificateIds', 'clientCertificateId', 'tags', 'tlsVerify', 'tlsVerifyDepth'],
  describe: describeService,
};

function describeService({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [from, to] = [upstream(before), upstream(after)];
  switch (operation) {
    case 'create':
      return [differs(`New API ${name}: forwards to ${code(to)}.`)];
    case 'delete':
      return [breaks(`API ${name} is deleted.`)];
    case 'replace':
      return [breaks(`API ${name} is replaced: it is away for a moment.`)];
  }
  const isPlain = before['protocol'] === 'https' && after['protocol'] === 'http';
  const isUnverified = before['tlsVerify'] === true && after['tlsVerify'] !== true;
  const isAnonymous = before['clientCertificateId'] && !after['clientCertificateId'];
  return [
    ...(from === to ? [] : [differs(`${name} forwards to ${code(to)} instead of ${code(from)}.`)]),
    ...(isPlain ? [opens(`${name} forwards over http: requests travel in plain text.`)] : []),
    ...(isUnverified
      ? [opens(`${name} no longer verifies the certificate of its upstream (tlsVerify is off).`)]
      : []),
    ...(isAnonymous
      ? [breaks(`${name} shows its upstream no client certificate any more, and may be refused.`)]
      : []),
  ];
}

function upstream({ protocol, host, port, path }: Inputs): string {
  if ([protocol, host, port, path].some(isUnknown)) return '(known after the update)';
  const [scheme, at, to, where] = [protocol ?? 'http', host, port ?? 80, path ?? ''].map(text);
  return `${scheme}://${at}:${to}${where}`;
}
