import { randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireDockerConfiguration } from '../../settings/docker-check.ts';
import { awaitServers, refuseStrangers } from '../../components/docker/ready.ts';
import { SettingsError } from '../../servers/problems.ts';
import { readServers, type Servers } from '../../servers/servers.ts';
import { readSettings } from '../../settings/read.ts';

const CONFIG = {
  'fusionauth-kong:platform': 'docker',
  'fusionauth-kong:issuer': 'https://login.example.com',
  'fusionauth-kong:tenant': 'example',
  'fusionauth-kong:gatewayUrl': 'http://127.0.0.1:8000',
  'fusionauth-kong:keyClaim': 'iss',
  'fusionauth-kong:applications': '[{"name":"example"}]',
  'fusionauth-kong:apis': apisOn('http://host.docker.internal:8088'),
  'kong:kongAdminUri': 'http://127.0.0.1:8001',
  'fusionauth:host': 'http://127.0.0.1:9011',
  'fusionauth:apiKey': 'a key',
};

function apisOn(upstream: string): string {
  return JSON.stringify([
    { name: 'orders', upstream, routes: [{ name: 'orders', paths: ['/orders'] }] },
  ]);
}

/** What is wrong with the configuration when these values are changed, a line each. */
function problemsOf(change: Record<string, string | undefined>): string[] {
  const config = Object.fromEntries(
    Object.entries({ ...CONFIG, ...change }).filter(([, value]) => value !== undefined),
  ) as Record<string, string>;
  try {
    const servers = readServers(config, { FA_API_KEY: 'from the environment' });
    requireDockerConfiguration(readSettings(config), servers, config);
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

const docker = (settings: object) => ({ 'fusionauth-kong:docker': JSON.stringify(settings) });

describe('platform docker', () => {
  it('needs no settings of its own', () => {
    expect(problemsOf({})).toEqual([]);
    expect(readSettings(CONFIG).docker).toEqual({
      images: {
        postgres: 'postgres:16',
        kong: 'kong:3.9',
        fusionAuth: 'fusionauth/fusionauth-app:1.62.1',
      },
      ports: { kongProxy: 8000, kongAdmin: 8001, fusionAuth: 9011 },
      fusionAuthMemoryMegabytes: 512,
      environment: { kong: {}, fusionAuth: {} },
      keepData: true,
      startTimeoutSeconds: 180,
    });
  });

  it.each([
    ['localhost', { 'kong:kongAdminUri': 'http://localhost:8001/' }],
    ['an image of a registry', docker({ images: { kong: 'registry.example.com:5000/kong:3.9' } })],
    ['an image by its digest', docker({ images: { kong: `kong:3.9@sha256:${'0a'.repeat(32)}` } })],
    ['another platform', { 'fusionauth-kong:platform': 'embedded' }],
  ])('accepts %s', (_, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  it.each([
    [
      'an Admin API elsewhere',
      { 'kong:kongAdminUri': 'http://127.0.0.1:18001' },
      'kong:kongAdminUri = "http://127.0.0.1:18001": is not where the container is published, docker.ports.kongAdmin = 8001',
      'pulumi config set kong:kongAdminUri http://127.0.0.1:8001',
    ],
    [
      'a FusionAuth on another machine',
      { 'fusionauth:host': 'https://login.example.com' },
      'fusionauth:host = "https://login.example.com": is not where the container is published, docker.ports.fusionAuth = 9011',
      'pulumi config set fusionauth:host http://127.0.0.1:9011',
    ],
    [
      'a gateway at another port than its own',
      docker({ ports: { kongProxy: 8010 } }),
      'gatewayUrl = "http://127.0.0.1:8000": is not where the container is published, docker.ports.kongProxy = 8010',
      'pulumi config set gatewayUrl http://127.0.0.1:8010',
    ],
    [
      'an API key from the environment',
      { 'fusionauth:apiKey': undefined },
      "fusionauth:apiKey: has to be in the stack's configuration, for Kickstart plants it in FusionAuth",
      'pulumi config set --secret fusionauth:apiKey "$(openssl rand -hex 32)"',
    ],
    [
      'an API on this machine by an address that is the container itself',
      { 'fusionauth-kong:apis': apisOn('http://127.0.0.1:8088') },
      'apis[0].upstream = "http://127.0.0.1:8088": is Kong\'s own container, not this machine',
      "pulumi config set --path 'apis[0].upstream' http://host.docker.internal:8088",
    ],
    [
      'a port that is none',
      docker({ ports: { kongAdmin: 80_000 } }),
      'docker.ports.kongAdmin = 80000: must be a port',
      'pulumi config set --path docker.ports.kongAdmin VALUE',
    ],
    [
      'an image that is none',
      docker({ images: { kong: 'kong 3.9' } }),
      'docker.images.kong = "kong 3.9": must be an image name such as kong:3.9, with @sha256:… to pin it',
      'pulumi config set --path docker.images.kong VALUE',
    ],
    [
      'a map that is none',
      { 'fusionauth-kong:docker': 'yes' },
      'docker = "yes": must be a map',
      "edit docker in the stack's YAML file",
    ],
  ])('refuses %s', (_, change, problem, fix) => {
    expect(problemsOf(change)).toEqual([`  ${problem}`, `    fix: ${fix}`]);
  });

  it('refuses one port for two servers', () => {
    const change = docker({ ports: { kongProxy: 8001 } });
    expect(
      problemsOf({ ...change, 'fusionauth-kong:gatewayUrl': 'http://127.0.0.1:8001' }),
    ).toEqual(['  docker.ports = 8001: is used more than once', '    fix: give each its own']);
  });
});

describe('the servers of platform docker', () => {
  const KEY = 'the planted key';
  let servers: Servers;
  /** How often FusionAuth is asked before Kickstart has planted the key. */
  let asked: number;
  const server = http.createServer(({ url, headers }, response) => {
    const node = { version: '3.9.1', configuration: { database: 'postgres' } };
    if (url !== '/api/tenant') return void response.end(JSON.stringify(node));
    asked -= 1;
    response.statusCode = asked < 0 && headers.authorization === KEY ? 200 : 401;
    response.end(JSON.stringify({ tenants: [{ id: randomUUID() }] }));
  });
  const containers = {
    'kong:kongAdminUri': { name: 'stack-kong', urn: 'urn:kong' },
    'fusionauth:host': { name: 'stack-fusionauth', urn: 'urn:fusionauth' },
  };

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    servers = {
      kong: { adminUri: url, headers: {}, tlsSkipVerify: false },
      fusionAuth: { host: url, apiKey: KEY },
    };
  });

  afterAll(() => void server.close());

  const withKey = (apiKey: string) => ({
    ...servers,
    fusionAuth: { ...servers.fusionAuth, apiKey },
  });
  const absent = () => ({ ...servers, kong: { ...servers.kong, adminUri: 'http://127.0.0.1:1' } });

  it('are used when Kickstart has planted the key', async () => {
    asked = 2;
    await awaitServers(servers, containers);
    expect(asked).toBe(-1);
  });

  it('are given up with the reason when FusionAuth knows another key', async () => {
    asked = 0;
    const waiting = awaitServers(withKey('another'), containers, 0);
    await expect(waiting).rejects.toThrow(/the stack's own\n {4}fix: set that key again/);
  });

  it('are given up with the way out when a container does not answer', async () => {
    asked = 0;
    const waiting = awaitServers(absent(), containers, 0);
    await expect(waiting).rejects.toThrow(
      /docker start stack-kong; .*pulumi up --replace 'urn:kong'/,
    );
  });

  it('may be away before an update', async () => {
    asked = 0;
    await refuseStrangers(absent());
  });

  it('are refused before an update when they know another key', async () => {
    asked = 0;
    await expect(refuseStrangers(withKey('another'))).rejects.toThrow(/nothing was changed/);
  });
});
