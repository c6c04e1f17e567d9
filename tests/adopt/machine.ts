import { afterAll, beforeAll, expect, it } from 'vitest';
import { search, take, type Adoption } from '../../commands/adopt/adopt.ts';
import type { Found } from '../../commands/adopt/found.ts';
import { checkAccess } from '../../commands/verify/access.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { propertyChanges } from '../../commands/shared/preview/properties.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { fusionAuthByHand, send, serversOf, type ByHand, type Servers } from './by-hand.ts';
import { placeOf } from './place.ts';

interface Machine {
  clientId: string;
  clientSecret: string;
  targetId: string;
}

/**
 * A machine made by hand beside an application, its adoption and the update that follows.
 *
 * @param prepare runs first and says where.
 */
export function describeMachineAdoption(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let servers: Servers;
  let stack: TestStack;
  let found: Found;
  let machine: Machine;
  let adoption: Adoption;

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    const own = serversOf(platform);
    servers = { ...own, kongAdmin: ground.kong?.admin ?? own.kongAdmin };
    const hand = await fusionAuthByHand(servers);
    const { kid, publicKeyPem, ...made } = await machineByHand(servers, hand);
    machine = made;
    await kongByHand(servers, hand, { kid, publicKeyPem });
    const config = guideConfig(platform, ground.kong);
    delete config['fusionauth-kong:apis'];
    stack = await TestStack.create(config, ground.env);
    const place = placeOf(stack);
    found = await search(place, { users: [] });
    adoption = await take(place, found);
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('finds the machine by its key, and what it may do by its grants', () => {
    expect(found.settings.machines).toEqual([
      {
        ...{ name: 'exporter', consumer: 'exporter', tokenLifetimeSeconds: 120 },
        keys: [{ name: 'main', state: 'signing', bits: 2048, source: 'generated' }],
        grants: [{ api: 'example_service', permissions: ['read'] }],
      },
    ]);
    expect(found.notes.join('\n')).not.toMatch(/exporter/);
  });

  it('imports it; of its objects only names change, and the grant is written anew', () => {
    const changes = adoption.preview.changes
      .filter(({ name }) =>
        /^exporter[-/]|^example_service[-/](type|entity|read|exporter)$/.test(name),
      )
      .map((change) => [
        `${change.operation} ${change.type.split(':').at(-1)} ${change.name}`,
        change.operation === 'create' ? [] : propertyChanges(change).map(({ path }) => path),
      ]);
    expect(Object.fromEntries(changes)).toEqual({
      'create EntityGrant example_service/exporter': [],
      'update Consumer exporter-consumer': ['customId'],
      'update EntityType example_service-type': ['name'],
      'update EntityType exporter-type': ['name'],
      'update Key exporter/main-generated': ['name'],
    });
    expect(adoption.unseen).toEqual([]);
  });

  it('shows no secret of the machine in the state', async () => {
    expect(JSON.stringify(await stack.exportState())).not.toContain(machine.clientSecret);
  });

  it('lets the machine in as before, with the secret that it has', async () => {
    await stack.up();
    const outputs = stackOutputs.parse({ ...(await stack.outputs()), password: 'not known here' });
    const { clientId, clientSecret, targetId } = machine;
    expect(outputs.access.machines).toMatchObject([
      { name: 'exporter', clientId, clientSecret, scope: `target-entity:${targetId}:read` },
    ]);
    const checks = await checkAccess({
      ...outputs,
      access: { ...outputs.access, applications: [] },
    });
    expect(checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['exporter: a token', true],
      ['exporter calls example_service', true],
    ]);
    await stack.succeed('preview', '--expect-no-changes');
  });
}

async function machineByHand(
  { fusionAuth }: Servers,
  { tenantId }: ByHand,
): Promise<Machine & { kid: string; publicKeyPem: string }> {
  const asKey = { authorization: API_KEY };
  const headers = { ...asKey, 'x-fusionauth-tenantid': tenantId };
  const post = async (path: string, name: string, body: object) => {
    // Keys and types are of no tenant.
    const sent = path === '/api/entity' ? headers : asKey;
    const answer = await send('POST', fusionAuth + path, { [name]: body }, sent);
    return answer[name] as Record<string, string>;
  };
  const key = await post('/api/key/generate', 'key', {
    ...{ algorithm: 'RS256', length: 2048, name: 'Exporter key' },
  });
  const jwtConfiguration = { enabled: true, accessTokenKeyId: key['id'], timeToLiveInSeconds: 120 };
  const type = await post('/api/entity/type', 'entityType', {
    name: 'Exporters',
    jwtConfiguration,
  });
  const own = await post('/api/entity', 'entity', { name: 'exporter', type: { id: type['id'] } });
  const apiType = await post('/api/entity/type', 'entityType', {
    name: 'The API',
    permissions: [{ name: 'read' }, { name: 'write' }],
  });
  const target = await post('/api/entity', 'entity', {
    ...{ name: 'example_service', type: { id: apiType['id'] } },
  });
  const grant = { recipientEntityId: own['id'], permissions: ['read'] };
  await send('POST', `${fusionAuth}/api/entity/${target['id']}/grant`, { grant }, headers);
  return {
    ...{ kid: key['kid']!, publicKeyPem: key['publicKey']!, targetId: target['id']! },
    ...{ clientId: own['clientId']!, clientSecret: own['clientSecret']! },
  };
}

/** Kong's side: one API for both, who are looked up by kid. */
async function kongByHand(
  { kongAdmin, upstream }: Servers,
  hand: ByHand,
  machine: { kid: string; publicKeyPem: string },
): Promise<void> {
  const post = (path: string, body: unknown) => send('POST', kongAdmin + path, body);
  await post('/services', { name: 'example_service', url: upstream });
  await post('/services/example_service/routes', { name: 'example_route', paths: ['/mock'] });
  const config = { key_claim_name: 'kid' };
  await post('/services/example_service/plugins', { name: 'jwt', config });
  await post('/services/example_service/plugins', {
    name: 'acl',
    config: { allow: ['fusionauth', 'exporter'] },
  });
  for (const [username, { kid, publicKeyPem }] of Object.entries({
    fusionauth: hand,
    exporter: machine,
  })) {
    await post('/consumers', { username });
    await post(`/consumers/${username}/acls`, { group: username });
    await post(`/consumers/${username}/jwt`, {
      ...{ algorithm: 'RS256', key: kid, rsa_public_key: publicKeyPem },
    });
  }
}
