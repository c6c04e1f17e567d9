import { createHash } from 'node:crypto';
import type { Change } from '../change.ts';
import {
  breaks,
  differs,
  opens,
  type Inputs,
  type Judgement,
  type Kind,
  type Statement,
} from '../kind.ts';
import { isUnknown } from '../redact.ts';
import { about, code, codes, difference } from '../statement.ts';
import { isObject } from '../values.ts';
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
  // FusionAuth tells nobody which API keys there are.
  search: {
    by: [],
    needs: ['keyId'],
    among: ({ keyId }) => ({ path: `/api/api-key/${String(keyId)}`, member: 'apiKey' }),
  },
  missing: breaks('logins with it are refused'),
  properties: {
    name: { judgement: differs('it is known by another name') },
    description: { judgement: differs('it is described otherwise') },
    keyId: { of: ({ id }, urn) => loginKeyId(String(id), ...partsOf(urn)), judgement: ELSEWHERE },
    key: { secret: true, judgement: breaks('callers that have the declared key are refused') },
    permissionsEndpoints: { judgement: endpoints },
    tenantId: { judgement: ELSEWHERE },
    ipAccessControlListId: { judgement: ELSEWHERE },
    expirationInstant: { judgement: ELSEWHERE },
  },
  describe: describeApiKey,
};

/**
 * The id of the API key by which a stack logs users of a tenant in. It follows from what is known for good (a UUID of
 * version 5, RFC 9562, section 5.5), for FusionAuth has no list of API keys in which one could be found again.
 *
 * @param name the resource's.
 */
export function loginKeyId(tenantId: string, stack: string, project: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(tenantId.replaceAll('-', ''), 'hex'))
    .update([stack, project, name].join('::'))
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** Stack, project and name of a resource. */
function partsOf(urn: string): [string, string, string] {
  const [stack = '', project = '', , ...name] = urn.slice('urn:pulumi:'.length).split('::');
  return [stack, project, name.join('::')];
}

function describeApiKey({ operation, before, after }: Change): Statement[] {
  const name = code(before['name'] ?? after['name']);
  const [had, has] = [permissions(before), permissions(after)];
  const [was, is] = [before, after].map((inputs) => Boolean(inputs['tenantId']));
  if (operation === 'delete')
    return [breaks(`API key ${name} is deleted: whoever uses it is refused.`)];
  const isNew = operation === 'create' || operation === 'import';
  const { gained, lost } = difference(had, has);
  const isLimited = has.length > 0 && had.length > 0;
  return [
    ...(isNew && has.length > 0 ? [differs(`New API key ${name}: ${codes(has)}.`)] : []),
    ...(operation === 'replace'
      ? [breaks(`API key ${name} is replaced: the old one is refused.`)]
      : []),
    ...(has.length === 0 && (isNew || had.length > 0)
      ? [opens(`API key ${name} names no endpoint: it may do everything.`)]
      : []),
    ...(isLimited ? about(gained, (all) => opens(`API key ${name} may also do ${all}.`)) : []),
    ...(isLimited ? about(lost, (all) => breaks(`API key ${name} may no longer do ${all}.`)) : []),
    ...(!is && (was || isNew)
      ? [opens(`API key ${name} is bound to no tenant: it opens all.`)]
      : []),
  ];
}

function permissions(inputs: Inputs): string[] {
  const endpoints = inputs['permissionsEndpoints'];
  if (!Array.isArray(endpoints)) return isUnknown(endpoints) ? ['(known after the update)'] : [];
  return endpoints
    .filter(isObject)
    .flatMap((item) =>
      HTTP_METHODS.filter((method) => item[method] === true).map(
        (method) => `${method.toUpperCase()} ${String(item['endpoint'])}`,
      ),
    );
}
