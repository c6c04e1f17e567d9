import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import { checkStack } from '../../commands/verify/stack.ts';
import { createUpstream } from '../../embedded/upstream.ts';
import { freeKongPort } from '../support/kong-port.ts';
import { describeWith, officialHome } from '../support/real-parts.ts';
import { TestStack } from '../support/stack.ts';
import { FUSIONAUTH_IMAGE, findDaemon, type Daemon } from './daemon.ts';

const KEY = 'the-key-that-kickstart-plants-in-the-tests';
const NAME = `docker-${process.pid}`;
const PREFIX = `fusionauth-kong-${NAME}`;
const SERVERS = ['database', 'fusionauth', 'kong'].map((part) => `${PREFIX}-${part}`);

/** The life of a stack that runs its servers itself: each test goes on from where the one before it ended. */
describeWith(['docker', 'providers'], 'a stack on platform docker', () => {
  vi.setConfig({ testTimeout: 180_000 });
  let daemon: Daemon;
  let stack: TestStack;
  let kongUrl: string;
  const upstream = http.createServer(createUpstream());

  beforeAll(async () => {
    daemon = await findDaemon();
    // Kong reaches this machine by another address than 127.0.0.1.
    await new Promise<void>((listening) => upstream.listen(0, '0.0.0.0', listening));
    const { port } = upstream.address() as AddressInfo;
    // Not of the range that the system gives out: containers start long after they are chosen.
    const kongProxy = await freeKongPort();
    const [kongAdmin, fusionAuth] = [kongProxy + 1, kongProxy + 443];
    kongUrl = `http://127.0.0.1:${kongProxy}`;
    const config = readExample({ kongProxy, kongAdmin, fusionAuth }, port);
    const env = { PULUMI_HOME: officialHome(), DOCKER_HOST: daemon.host };
    stack = await TestStack.create(config, env, { name: NAME });
    await stack.succeed('config', 'set', '--secret', 'fusionauth:apiKey', KEY);
  }, 400_000);

  afterAll(async () => {
    upstream.close();
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await daemon?.clean(PREFIX);
  }, 60_000);

  const set = (path: string, value: string) =>
    stack.succeed('config', 'set', '--path', `docker.${path}`, value);

  const unset = (path: string) => stack.succeed('config', 'rm', '--path', `docker.${path}`);

  const named = async (kind: 'container' | 'volume' | 'network') => {
    const all = kind === 'container' ? ['--all'] : [];
    const format = kind === 'container' ? '{{.Names}}' : '{{.Name}}';
    const filter = `name=${PREFIX}`;
    const text = await daemon.docker(kind, 'ls', ...all, '--filter', filter, '--format', format);
    return text.split('\n').filter(Boolean).sort();
  };

  const failedChecks = async () => {
    const outputs = stackOutputs.parse(await stack.outputs());
    const checks = await checkStack({ outputs, provisioningKey: KEY });
    expect(checks).toHaveLength(9);
    return checks.filter((check) => !check.passed);
  };

  it('makes nothing in a Kong that does not become healthy', async () => {
    await set('startTimeoutSeconds', '30');
    await set('environment.kong.KONG_NGINX_PROXY_NO_SUCH_DIRECTIVE', 'on');
    const { code, output } = await stack.run('up', '--yes', '--skip-preview');
    expect(code).not.toBe(0);
    expect(output).toMatch(/docker:index:Container \(kong\):\n.*container failed to be in healthy/);
    const { resources = [] } = (await stack.exportState()).deployment;
    expect(resources.filter(({ type }) => /^(kong|fusionauth):/.test(type))).toEqual([]);
  });

  it('goes up when that is mended, and the guide holds', async () => {
    await unset('environment.kong.KONG_NGINX_PROXY_NO_SUCH_DIRECTIVE');
    await unset('startTimeoutSeconds');
    await stack.up();
    expect(await failedChecks()).toEqual([]);
  });

  it('has nothing to do afterwards', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
  });

  it('publishes ports on 127.0.0.1 only, and none of the database', async () => {
    const ports = await Promise.all(SERVERS.map((server) => daemon.docker('port', server)));
    const bound = ports.map((text) => text.split('\n').map((line) => line.replace(/:\d+$/, '')));
    expect(bound).toEqual([
      [''],
      ['9011/tcp -> 127.0.0.1'],
      ['8000/tcp -> 127.0.0.1', '8001/tcp -> 127.0.0.1'],
    ]);
  });

  it('keeps every password encrypted in its state', async () => {
    const environments = await Promise.all(
      [...SERVERS, `${PREFIX}-database-roles`].map((name) =>
        daemon.docker('inspect', '--format', '{{json .Config.Env}}', name),
      ),
    );
    const passwords = [...environments.join('').matchAll(/PASSWORD\w*=([^"]+)"/g)].map(
      ([, password]) => password,
    );
    // Three roles, each where it is used and where it is set.
    expect(new Set(passwords).size).toBe(3);
    const state = JSON.stringify(await stack.exportState());
    for (const secret of [...passwords, KEY]) expect(state).not.toContain(secret);
    expect(state).not.toContain('PRIVATE KEY');
  });

  it('refuses another API key than the one that Kickstart planted', async () => {
    await stack.succeed('config', 'set', '--secret', 'fusionauth:apiKey', `${KEY}-changed`);
    const { code, output } = await stack.run('preview');
    expect(code).not.toBe(0);
    expect(output).toContain('Kickstart plants the key in an empty FusionAuth only');
    await stack.succeed('config', 'set', '--secret', 'fusionauth:apiKey', KEY);
  });

  it('leaves the running Kong alone when the migrations of its successor fail', async () => {
    await set('environment.kong.KONG_PROXY_LISTEN', 'nowhere');
    const { code, output } = await stack.run('up', '--yes', '--skip-preview');
    expect(code).not.toBe(0);
    expect(output).toContain(`docker logs ${PREFIX}-kong-migrations`);
    expect((await fetch(`${kongUrl}/mock`)).status).toBe(401);
    await unset('environment.kong.KONG_PROXY_LISTEN');
  });

  it('leaves nothing but the data when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await named('container')).toEqual([]);
    expect(await named('network')).toEqual([]);
    expect(await named('volume')).toEqual([`${PREFIX}-database`, `${PREFIX}-fusionauth`]);
  });

  it('takes the data up again, with new passwords and a newer image', async () => {
    await set('images.kong', 'kong:3.9.1');
    await set('keepData', 'false');
    await stack.up();
    expect(await failedChecks()).toEqual([]);
    expect(await asFusionAuth(daemon)).toBe('fusionauth');
  });

  it('leaves nothing at all when it does not keep its data', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    for (const kind of ['container', 'network', 'volume'] as const) {
      expect(await named(kind)).toEqual([]);
    }
  });
});

/** examples/docker.yaml with other ports, the image of the tests, and an API that is there. */
function readExample(
  ports: { kongProxy: number; kongAdmin: number; fusionAuth: number },
  upstream: number,
): Record<string, unknown> {
  const path = join(import.meta.dirname, '../../examples/docker.yaml');
  const { config } = parse(readFileSync(path, 'utf8')) as { config: Record<string, object> };
  const [api] = config['fusionauth-kong:apis'] as object[];
  return {
    ...config,
    'kong:kongAdminUri': `http://127.0.0.1:${ports.kongAdmin}`,
    'fusionauth:host': `http://127.0.0.1:${ports.fusionAuth}`,
    'fusionauth-kong:gatewayUrl': `http://127.0.0.1:${ports.kongProxy}`,
    'fusionauth-kong:docker': {
      ...config['fusionauth-kong:docker'],
      images: { fusionAuth: FUSIONAUTH_IMAGE },
      ports,
    },
    'fusionauth-kong:apis': [{ ...api, upstream: `http://host.docker.internal:${upstream}` }],
  };
}

/** Connects to FusionAuth's database as FusionAuth would, and returns who owns the database. */
async function asFusionAuth(daemon: Daemon): Promise<string> {
  const [database, fusionAuth] = SERVERS;
  const text = await daemon.docker('inspect', '--format', '{{json .Config.Env}}', fusionAuth!);
  const environment = Object.fromEntries(
    (JSON.parse(text) as string[]).map((line) => line.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  const password = `PGPASSWORD=${environment['DATABASE_PASSWORD']}`;
  // By the name in the network: connections from inside the container need no password.
  const psql = ['psql', '-h', 'database', '-U', environment['DATABASE_USERNAME']!, '-Atc'];
  const query = 'SELECT datdba::regrole FROM pg_database WHERE datname = current_database()';
  return daemon.docker('exec', '--env', password, database!, ...psql, query, 'fusionauth');
}
