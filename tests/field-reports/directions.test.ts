import { describe, expect, it } from 'vitest';
import { route } from '../../catalogue/kong/route.ts';
import { service } from '../../catalogue/kong/service.ts';
import type { Declared, Resource } from '../../commands/shared/declared.ts';
import { compareKong } from '../../commands/drift/kong/compare.ts';
import type { LiveKong } from '../../commands/shared/live-kong.ts';

const SERVICE = resource(service.type, 'orders', {
  ...{ name: 'orders', protocol: 'https', host: 'orders.internal', port: 443 },
});
const ROUTE = resource(route.type, 'all', { name: 'all', serviceId: 'orders', paths: ['/orders'] });

function resource(type: string, id: string, inputs: Resource['inputs']): Resource {
  const urn = `urn:pulumi:test::fusionauth-kong::${type}::${id}`;
  return { urn, type, id, name: id, parent: '', protect: false, inputs, outputs: {} };
}

/** What drift says of a service and its route, where Kong's differ from what is declared in these fields. */
function drift(inService: object, inRoute: object, declared: Resource['inputs'] = {}) {
  const ours = { ...SERVICE, inputs: { ...SERVICE.inputs, ...declared } };
  const resources = [ours, ROUTE];
  const live: LiveKong = {
    ...{ plugins: [], consumers: [], upstreams: [], jwts: [], acls: [], others: [], targets: [] },
    services: [
      {
        ...{ id: 'orders', name: 'orders', protocol: 'https', host: 'orders.internal', port: 443 },
        ...{ retries: 5, connect_timeout: 60_000, read_timeout: 60_000, write_timeout: 60_000 },
        ...{ enabled: true, ...inService },
      },
    ],
    routes: [
      {
        ...{ id: 'all', name: 'all', service: { id: 'orders' }, paths: ['/orders'] },
        ...{ protocols: ['http', 'https'], strip_path: true, preserve_host: false },
        ...{ path_handling: 'v0', https_redirect_status_code: 426, regex_priority: 0 },
        ...{ request_buffering: true, response_buffering: true, ...inRoute },
      },
    ],
  };
  const found = compareKong({ resources, servers: {} as Declared['servers'], leaves: [] }, live);
  return found.map(({ property, effect, weakens }) => [property, effect, weakens !== undefined]);
}

it('nothing differs to begin with', () => {
  expect(drift({}, {})).toEqual([]);
});

describe('Kong/kong#13657: a service that somebody hardened', () => {
  it('is no drift where nobody declared how its upstream is judged', () => {
    expect(drift({ tls_verify: true, ca_certificates: ['own'] }, {})).toEqual([]);
  });

  it('is no opening where that was declared, and to set it back makes it weaker', () => {
    const declared = { tlsVerify: false, caCertificateIds: ['others'] };
    const [verify] = drift({ tls_verify: true, ca_certificates: ['others'] }, {}, declared);
    expect(verify).toEqual(['tls_verify', 'breaks', true]);
  });

  it('is one where the hardening was declared and is gone', () => {
    const declared = { tlsVerify: true, caCertificateIds: ['own'] };
    expect(drift({ tls_verify: null, ca_certificates: null }, {}, declared)).toEqual([
      ['tls_verify', 'opens', false],
      ['ca_certificates', 'opens', false],
    ]);
    expect(drift({ tls_verify: true, ca_certificates: ['theirs'] }, {}, declared)).toEqual([
      ['ca_certificates', 'opens', false],
    ]);
  });
});

describe('kevholditch/terraform-provider-kong#101: a route that somebody narrowed', () => {
  it('is no opening, and to set it back widens it', () => {
    expect(
      drift(
        {},
        { headers: { 'x-api-version': ['v2'] }, hosts: ['a.example.com'], protocols: ['https'] },
      ),
    ).toEqual([
      ['protocols', 'breaks', true],
      ['hosts', 'breaks', true],
      ['headers', 'breaks', true],
    ]);
  });
});
