import { request } from 'node:http';
import { expect, test } from 'vitest';
import { apiPlugins } from '../../components/api-plugins.ts';
import { FORGEABLE_HEADERS } from '../../components/identity-headers.ts';
import { Gateway } from '../kong/suite/gateway.ts';

/** The gateway with an API as the stack declares it, and a caller whom an API key lets in. */
async function gateway(guardIdentityHeaders: boolean): Promise<Gateway> {
  const started = await Gateway.start();
  await started.make('/services', { name: 'api', url: started.upstream });
  await started.make('/services/api/routes', { paths: ['/'] });
  await started.make('/consumers', { username: 'api-anonymous' });
  await started.make('/consumers', { username: 'ann', custom_id: 'a1' });
  await started.make('/consumers/ann/acls', { group: 'shop' });
  await started.make('/consumers/ann/key-auth', { key: 'k' });
  const args = { keyClaim: 'kid', allow: ['shop'], keyAuth: {}, guardIdentityHeaders } as const;
  for (const plugin of apiPlugins('api', args))
    await started.make('/services/api/plugins', { ...plugin });
  return started;
}

/** The headers that the upstream gets; names in lower case. */
async function arriving(at: Gateway, headers: Record<string, string>) {
  const answer = Promise.withResolvers<string>();
  request(at.proxy, { headers: { apikey: 'k', ...headers } }, (response) => {
    let text = '';
    response.on('data', (chunk: Buffer) => (text += chunk.toString()));
    response.on('end', () => answer.resolve(text));
  }).end();
  return (JSON.parse(await answer.promise) as { headers: Record<string, string> }).headers;
}

const forged = Object.fromEntries(
  [...FORGEABLE_HEADERS.filter((name) => name !== 'connection'), 'x-consumer-id'].map((name) => [
    name,
    'forged',
  ]),
);

test('no header that could be taken for the identity of the caller reaches the upstream forged', async () => {
  await using guarded = await gateway(true);
  const headers = await arriving(guarded, forged);
  expect(Object.values(headers)).not.toContain('forged');
  expect(headers).toMatchObject({ 'x-consumer-username': 'ann', 'x-consumer-custom-id': 'a1' });
});

test('nobody can have Kong drop what it says of the caller', async () => {
  await using guarded = await gateway(true);
  const connection = 'close, X-Consumer-ID, X-Consumer-Username, X-Consumer-Custom-ID';
  const headers = await arriving(guarded, { connection });
  expect(headers).toMatchObject({ 'x-consumer-username': 'ann', 'x-consumer-custom-id': 'a1' });
  expect(headers).toHaveProperty('x-consumer-id');
});

test('without the guard both are possible', async () => {
  await using open = await gateway(false);
  expect(Object.values(await arriving(open, forged))).toContain('forged');
  const connection = 'close, X-Consumer-Username';
  expect(await arriving(open, { connection })).not.toHaveProperty('x-consumer-username');
});

test('every spelling that a server may take for the same name is known', () => {
  expect(FORGEABLE_HEADERS).toContain('x_consumer_id');
  expect(FORGEABLE_HEADERS).toContain('x-consumer_custom-id');
  expect(FORGEABLE_HEADERS).not.toContain('x-consumer-id');
  expect(new Set(FORGEABLE_HEADERS).size).toBe(FORGEABLE_HEADERS.length);
});
