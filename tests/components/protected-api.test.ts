import { describe, expect, it } from 'vitest';
import { ProtectedApi, type ProtectedApiArgs } from '../../components/protected-api.ts';
import { declare, the, type Answers } from '../support/mocks.ts';

const ANSWERS: Answers = {
  'kong:index/service:Service': () => ({}),
  'kong:index/route:Route': () => ({}),
  'kong:index/plugin:Plugin': () => ({}),
};

function declareOrders(options: Partial<ProtectedApiArgs> = {}) {
  const routes = [
    { name: 'orders', paths: ['/orders'] },
    { name: 'baskets', paths: ['/baskets', '/carts'], methods: ['GET' as const], stripPath: false },
  ];
  const upstream = 'https://orders.internal/v1';
  const args = { upstream, routes, keyClaim: 'iss' as const, allow: ['shop', 'till'], ...options };
  return declare(() => new ProtectedApi('orders', args), ANSWERS);
}

describe('a protected API', () => {
  it.each([
    ['https://orders.internal/v1', { protocol: 'https', port: 443, path: '/v1' }],
    ['http://orders.internal', { protocol: 'http', port: 80, path: '/' }],
    ['http://orders.internal:8080', { protocol: 'http', port: 8080, path: '/' }],
  ])('forwards to %s', async (upstream, parts) => {
    const service = the(await declareOrders({ upstream }), 'kong:index/service:Service');
    expect(service.inputs).toMatchObject({ name: 'orders', host: 'orders.internal', ...parts });
  });

  it('has its routes on its own service', async () => {
    const registered = await declareOrders();
    const routes = ['orders/orders', 'orders/baskets'].map(
      (name) => the(registered, 'kong:index/route:Route', name).inputs,
    );
    expect(routes).toMatchObject([
      { name: 'orders', paths: ['/orders'], serviceId: 'orders-service-id', stripPath: true },
      {
        name: 'baskets',
        paths: ['/baskets', '/carts'],
        serviceId: 'orders-service-id',
        stripPath: false,
      },
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
    expect(plugins.map(({ inputs }) => inputs['strictMatch'])).toEqual([true, true, true]);
  });

  it('sends every timeout, so that one that is taken back does not stay', async () => {
    const service = the(
      await declareOrders({ timeouts: { read: 5 } }),
      'kong:index/service:Service',
    );
    expect(service.inputs).toMatchObject({
      connectTimeout: 60_000,
      readTimeout: 5,
      writeTimeout: 60_000,
      retries: 5,
    });
  });

  it('sends every method where a route names none, for Kong cannot clear the list', async () => {
    const registered = await declareOrders();
    const methods = ['orders/orders', 'orders/baskets'].map(
      (name) => the(registered, 'kong:index/route:Route', name).inputs['methods'],
    );
    expect(methods).toEqual([expect.arrayContaining(['GET', 'POST', 'DELETE', 'TRACE']), ['GET']]);
  });

  it.each<[string, Partial<ProtectedApiArgs>, object]>([
    [
      'rate-limiting',
      { rateLimit: { minute: 60 } },
      { minute: 60, hour: null, limit_by: 'consumer' },
    ],
    [
      'cors',
      { cors: { origins: ['https://shop.example'], maxAgeSeconds: 60 } },
      { origins: ['https://shop.example'], max_age: 60, credentials: false, headers: null },
    ],
    [
      'correlation-id',
      { correlationId: {} },
      { header_name: 'X-Correlation-ID', echo_downstream: true },
    ],
    ['request-size-limiting', { maxRequestMegabytes: 2 }, { allowed_payload_size: 2 }],
  ])('has the plugin %s when it is asked for', async (plugin, options, config) => {
    const name = `orders-${plugin}`;
    const { inputs } = the(await declareOrders(options), 'kong:index/plugin:Plugin', name);
    expect(inputs).toMatchObject({ name: plugin, strictMatch: true });
    expect(JSON.parse(String(inputs['configJson']))).toMatchObject(config);
    expect((await declareOrders()).map((resource) => resource.name)).not.toContain(name);
  });

  it('refuses options that Kong would refuse', async () => {
    await expect(declareOrders({ rateLimit: {} })).rejects.toThrow(
      'must limit the requests of a second',
    );
    await expect(declareOrders({ upstream: 'orders' })).rejects.toThrow(
      'must be an http or https URL',
    );
  });
});
