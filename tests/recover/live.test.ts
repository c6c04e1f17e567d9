import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { certificate } from '../../catalogue/kong/certificate.ts';
import { target, upstream } from '../../catalogue/kong/upstream.ts';
import { LiveServers } from '../../commands/recover/live.ts';
import type { Platform } from '../../embedded/platform.ts';
import { kongOf, type SomeServers } from '../../servers/servers.ts';
import { startTestPlatform } from '../support/stack.ts';

let platform: Platform;
let servers: SomeServers;

beforeAll(async () => {
  platform = await startTestPlatform();
  servers = { kong: { adminUri: `http://127.0.0.1:${platform.ports.kongAdmin}` } } as SomeServers;
});

afterAll(() => platform?.stop());

it('finds a target under its upstream, by its address and by its id in the state', async () => {
  const kong = kongOf(servers);
  const { id: upstreamId } = (await kong.send('POST', '/upstreams', {
    body: { name: 'orders.internal' },
  }))!;
  for (const address of ['10.0.0.1:80', '10.0.0.2:80'])
    await kong.send('POST', `/upstreams/${String(upstreamId)}/targets`, {
      body: { target: address },
    });
  const live = new LiveServers(servers);
  const found = await live.look(target, { target: '10.0.0.2:80', upstreamId });
  expect(found).toMatchObject({ target: '10.0.0.2:80' });
  const id = target.search!.id!(found!);
  const ofState = { urn: '', type: target.type, inputs: {}, id };
  expect(await live.objectOf(target, ofState as never)).toMatchObject({ target: '10.0.0.2:80' });
  expect(await live.look(target, { target: '10.0.0.3:80', upstreamId })).toBeUndefined();
  expect(await live.look(upstream, { name: 'orders.internal' })).toMatchObject({ id: upstreamId });
});

it('finds a certificate by its text', async () => {
  const { config } = parse(readFileSync('examples/everything.yaml', 'utf8')) as {
    config: { 'fusionauth-kong:apis': { tls?: { ownCertificate: Record<string, string> } }[] };
  };
  const own = config['fusionauth-kong:apis'].find(({ tls }) => tls)!.tls!.ownCertificate;
  const body = { cert: own['certificate'], key: own['privateKey'] };
  const made = await kongOf(servers).send('POST', '/certificates', { body });
  const found = await new LiveServers(servers).look(certificate, {
    certificate: own['certificate'],
  });
  expect(found).toMatchObject({ id: made!['id'] });
});
