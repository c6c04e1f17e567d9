import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { names } from '../../catalogue/names.ts';
import { detect, type Drift } from '../../commands/drift/detect.ts';
import { fix } from '../../commands/drift/fix.ts';
import { asTable } from '../../commands/drift/report/table.ts';
import { startPlatform, type Platform } from '../../embedded/platform.ts';
import { Hand } from '../drift/hand.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

/** An application with a user, and a machine with its own key. */
const CLIENTS = {
  'fusionauth-kong:keyClaim': 'kid',
  'fusionauth-kong:applications': [
    { name: 'shop', users: [{ email: 'ann@example.com' }], tokenLifetimeSeconds: 600 },
  ],
  'fusionauth-kong:machines': [
    {
      ...{ name: 'exporter', tokenLifetimeSeconds: 300 },
      grants: [{ api: 'example_service', permissions: ['read'] }],
    },
  ],
};

/** What people reported of tools like this one, on one stack that is up. */
describe('field reports about drift', () => {
  const directory = mkdtempSync(join(tmpdir(), 'field-reports-'));
  let platform: Platform;
  let stack: TestStack;
  let hand: Hand;
  let config: Record<string, unknown>;
  let kong: string;

  beforeAll(async () => {
    const ports = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
    platform = await startPlatform(directory, ports, API_KEY);
    kong = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    config = { ...guideConfig(platform), ...CLIENTS };
    const [api] = config['fusionauth-kong:apis'] as { routes: object[] }[];
    const routes = [
      {
        ...{ name: 'example_route', paths: ['/mock', '/other'], methods: ['GET', 'POST'] },
        hosts: ['a.example.com', 'b.example.com'],
      },
    ];
    config['fusionauth-kong:apis'] = [{ ...api, routes }];
    stack = await TestStack.create(config, { FA_API_KEY: undefined });
    await useKey(API_KEY);
    await stack.up();
    hand = await Hand.of(stack, kong, platform);
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
    rmSync(directory, { recursive: true });
  });

  const useKey = (key: string) =>
    stack.succeed('config', 'set', '--secret', 'fusionauth:apiKey', key);
  const look = () => detect({ ...subjectOf(stack), env: {} });
  const update = async () =>
    (await stack.run('up', '--refresh', '--run-program', '--yes', '--skip-preview')).code;
  const mend = (drift: Drift, said = {}) =>
    fix({ ...subjectOf(stack), env: {} }, drift, update, said);
  const idOf = async (name: string) => {
    const { resources = [] } = (await stack.exportState()).deployment;
    return resources.find(({ urn }) => urn.endsWith(`::${name}`))!.id!.split('|')[0]!;
  };
  const words = ({ findings }: Drift) =>
    findings.map(({ effect, kind, object, property }) =>
      [effect, kind === 'changed' ? '' : kind, object, property].filter(Boolean).join(' '),
    );

  it('finds nothing to begin with', async () => {
    expect(words(await look())).toEqual([]);
  });

  describe('a machine that signs with another key', () => {
    it('is drift, for as long as the chain is broken', async () => {
      const [type, key, consumer, credential] = await Promise.all(
        [
          names.entityType('exporter'),
          names.importedKey(names.signingKey('shop', 'main')),
          names.consumer('exporter'),
          names.credential('exporter', 'kid', 'main'),
        ].map(idOf),
      );
      await hand.fusionAuth('PATCH', `/api/entity/type/${type}`, {
        entityType: {
          jwtConfiguration: { accessTokenKeyId: key, timeToLiveInSeconds: 31_536_000 },
        },
      });
      await hand.kong('DELETE', `/consumers/${consumer}/jwt/${credential}`);
      const drift = await look();
      expect(words(drift)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /^opens entity type .*exporter.* jwtConfiguration.timeToLiveInSeconds$/,
          ),
          expect.stringMatching(
            /^breaks entity type .*exporter.* jwtConfiguration.accessTokenKeyId$/,
          ),
          expect.stringMatching(/^breaks missing jwt credential/),
        ]),
      );
      // Whatever the fix makes of it, what is still broken is still said.
      await mend(drift).catch(() => undefined);
      const left = await look();
      const held = await hand.fusionAuth('GET', `/api/entity/type/${type}`);
      const signs = (held['entityType'] as { jwtConfiguration: { accessTokenKeyId: string } })
        .jwtConfiguration.accessTokenKeyId;
      const isMended =
        signs === (await idOf(names.importedKey(names.signingKey('exporter', 'main'))));
      expect({ isMended, left: words(left) }).toEqual({ isMended: true, left: [] });
    });
  });

  describe('Kong/deck#881: lists of a route in another order', () => {
    it('are no drift', async () => {
      await hand.kong('PATCH', `/routes/${hand.id('Route')}`, {
        ...{ paths: ['/other', '/mock'], methods: ['POST', 'GET'] },
        hosts: ['b.example.com', 'a.example.com'],
      });
      expect(words(await look())).toEqual([]);
    });
  });

  describe('keycloak/terraform-provider-keycloak#968: what people and other programs change about what nobody declared', () => {
    it('is no drift, and a fix of something else leaves it', async () => {
      const [user, tenant, application] = await Promise.all(
        [names.user('ann@example.com'), names.tenant('issuer'), names.application('shop')].map(
          idOf,
        ),
      );
      await hand.fusionAuth('PATCH', `/api/user/${user}`, {
        user: {
          ...{ firstName: 'Ann', lastName: 'Doe', mobilePhone: '+1', timezone: 'Europe/Oslo' },
          ...{ preferredLanguages: ['no'], data: { theme: 'dark' } },
          twoFactor: { methods: [{ method: 'email', email: 'ann@example.com' }] },
        },
      });
      await hand.fusionAuth('PATCH', `/api/tenant/${tenant}`, {
        tenant: {
          emailConfiguration: { host: 'mail.example.com', port: 587 },
          data: { by: 'admin' },
        },
      });
      expect(words(await look())).toEqual([]);

      await hand.fusionAuth('PATCH', `/api/application/${application}`, {
        application: { jwtConfiguration: { timeToLiveInSeconds: 86_400 } },
      });
      const drift = await look();
      expect(words(drift)).toEqual(['opens application shop jwtConfiguration.ttlSeconds']);
      expect(words(await mend(drift))).toEqual([]);
      expect(await hand.fusionAuth('GET', `/api/user/${user}`)).toMatchObject({
        user: {
          ...{ firstName: 'Ann', timezone: 'Europe/Oslo', data: { theme: 'dark' } },
          twoFactor: { methods: [{ method: 'email' }] },
        },
      });
      expect(await hand.fusionAuth('GET', `/api/tenant/${tenant}`)).toMatchObject({
        tenant: { emailConfiguration: { host: 'mail.example.com', port: 587 } },
      });
      expect(words(await look())).toEqual([]);
    });
  });

  describe("pulumi/pulumi-github#203: today's configuration, not that of the last update", () => {
    it('goes by a new API key, whose predecessor is gone', async () => {
      await platform.stop();
      platform = await startPlatform(directory, platform.ports, 'the-key-of-today');
      hand = await Hand.of(stack, kong, platform, 'the-key-of-today');
      await useKey('the-key-of-today');
      const drift = await look();
      expect(words(drift)).toEqual([]);
      expect(asTable(drift)).toBe(
        "Asked with today's credentials; the last update had others, which the next one replaces.\n" +
          `Stack test: no drift in ${drift.declared} objects.`,
      );
    });

    it('restores by it, too', async () => {
      await hand.fusionAuth('PATCH', `/api/tenant/${await idOf(names.tenant('issuer'))}`, {
        tenant: { issuer: 'https://other.example.com' },
      });
      expect(words(await mend(await look()))).toEqual([]);
    });

    it('asks neither Kong where another one is configured than the last update went to', async () => {
      const requests: string[] = [];
      const other = createServer(({ method, url }, response) => {
        requests.push(`${method} ${url}`);
        response.writeHead(500).end();
      });
      await once(other.listen(0, '127.0.0.1'), 'listening');
      const uri = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      try {
        await stack.succeed('config', 'set', 'kong:kongAdminUri', uri);
        await expect(look()).rejects.toThrow(
          `kong:kongAdminUri is ${uri}, and the last update went to ${kong}`,
        );
        expect(requests).toEqual([]);
      } finally {
        other.close();
        await stack.succeed('config', 'set', 'kong:kongAdminUri', kong);
      }
    });

    it('moves a stack by an update and a fix', async () => {
      const other = await startTestPlatform();
      try {
        const uri = `http://127.0.0.1:${other.ports.kongAdmin}`;
        await stack.succeed('config', 'set', 'kong:kongAdminUri', uri);
        await stack.up();
        const drift = await look();
        expect(words(drift)).toContain('breaks missing service example_service');
        expect(words(await mend(drift))).toEqual([]);
      } finally {
        await other.stop();
      }
    });
  });
});
