import { describe, expect, it } from 'vitest';
import { ProtectedApi } from '../../components/protected-api.ts';
import { declare, the, type Answers } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'kong:index/service:Service': () => ({}),
  'kong:index/route:Route': () => ({}),
  'kong:index/plugin:Plugin': () => ({}),
};

function declareOrders(upstream = 'https://orders.internal/v1') {
  const routes = [
    { name: 'orders', paths: ['/orders'] },
    { name: 'baskets', paths: ['/baskets', '/carts'] },
  ];
  const args = { upstream, routes, keyClaim: 'iss' as const, allow: ['shop', 'till'] };
  return declare(() => new ProtectedApi('orders', args), ANSWERS);
}

describe('a protected API', () => {
  it.each([
    ['https://orders.internal/v1', { protocol: 'https', port: 443, path: '/v1' }],
    ['http://orders.internal', { protocol: 'http', port: 80, path: '/' }],
    ['http://orders.internal:8080', { protocol: 'http', port: 8080, path: '/' }],
  ])('forwards to %s', async (upstream, parts) => {
    const service = the(await declareOrders(upstream), 'kong:index/service:Service');
    expect(service.inputs).toEqual({ name: 'orders', host: 'orders.internal', ...parts });
  });

  it('has its routes on its own service', async () => {
    const routes = (await declareOrders()).filter((r) => r.type.endsWith(':Route'));
    expect(
      routes.map(({ inputs }) => [inputs['name'], inputs['paths'], inputs['serviceId']]),
    ).toEqual([
      ['orders', ['/orders'], 'orders-service-id'],
      ['baskets', ['/baskets', '/carts'], 'orders-service-id'],
    ]);
  });

  it('verifies expiry and takes a token from the Authorization header only', async () => {
    const plugin = the(await declareOrders(), 'kong:index/plugin:Plugin', 'orders-jwt');
    expect(plugin.inputs).toMatchObject({
      name: 'jwt',
      serviceId: 'orders-service-id',
      enabled: true,
    });
    expect(JSON.parse(String(plugin.inputs['configJson']))).toMatchObject({
      claims_to_verify: ['exp'],
      header_names: ['authorization'],
      uri_param_names: [],
      cookie_names: [],
      key_claim_name: 'iss',
      anonymous: null,
    });
  });

  it('admits the applications it names and no others', async () => {
    const plugin = the(await declareOrders(), 'kong:index/plugin:Plugin', 'orders-acl');
    expect(JSON.parse(String(plugin.inputs['configJson']))).toMatchObject({
      allow: ['shop', 'till'],
    });
  });

  it('has plugins whose every field is compared with what Kong holds', async () => {
    const plugins = (await declareOrders()).filter((r) => r.type.endsWith(':Plugin'));
    expect(plugins.map(({ inputs }) => inputs['strictMatch'])).toEqual([true, true]);
  });
});
