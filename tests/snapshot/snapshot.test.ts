import { readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { recordedSchemas } from '../../catalogue/kong/recorded-schemas.ts';
import type * as ready from '../../components/docker/ready.ts';
import { declare, isSecret, type Answers, type Registered } from '../support/mocks.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

/** Some RSA key of 2048 bits; its private half is thrown away. */
const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA10vDfOXp6YRZLByPm1pt
0L/CkNRxd3fvTehJd7A5BVA+EHV7a7Xo0weScV+yCQCm8wLk3QPX1fRQLpn9As0d
E3SL1MTCUkBdBvqBVM13/+0x1Jqbv2jXEPWMVmVGbW+XwkZmRkaYmAoiScn0OHdv
/tgwcJEz4wryXwk3n7R/Y8SIl7j8OCJ5aPFLCVXSEF/HLx4SbXMIJh8c7OHpyLYt
vfM6B8QZpQlgrN/4eP+25rQWb7Nc9v+GyQM0zBQKVO75MSFXFok5qkpqBr5PK/7r
YoZ/lm/JkDIoUENqeVgfUpqdJOqU2o0RUeyiGb1FvgMB1Et2RByIH6fCSiMikmHL
XwIDAQAB
-----END PUBLIC KEY-----
`;

/** Some key of curve P-256; its private half is thrown away. */
const CURVE_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5cXRpeH9fPx68hmTBuVbTRJ/XBcj
YNM22RMdIk46ymuguWu0xhaUyV582VItJdIQrO3wEguk1YVmuH94H0wGxw==
-----END PUBLIC KEY-----
`;

const nothing = () => ({});

const application = { kind: 'application', grants: [], clientId: 'an id', keys: [] };
const trust = {
  issuer: 'https://login.example.com',
  keyClaim: 'kid',
  clients: [
    { ...application, name: 'storefront', group: 'storefront' },
    { ...application, name: 'backoffice', group: 'backoffice' },
    { ...application, kind: 'machine', name: 'exporter', group: 'exporter', grants: ['orders'] },
  ],
};

const ANSWERS: Answers = {
  'fusionauth:index/tenant:Tenant': nothing,
  'fusionauth:index/application:Application': nothing,
  'fusionauth:index/applicationOauthScope:ApplicationOauthScope': nothing,
  'fusionauth:index/applicationRole:ApplicationRole': nothing,
  'fusionauth:index/lambda:Lambda': nothing,
  'fusionauth:index/user:User': nothing,
  'fusionauth:index/registration:Registration': nothing,
  'fusionauth:index/apiKey:ApiKey': ({ name }) => ({ key: `key of ${name}` }),
  'fusionauth:index/importedKey:ImportedKey': ({ name, inputs }) => ({
    kid: `kid of ${name}`,
    publicKey: inputs['type'] === 'EC' ? CURVE_KEY : PUBLIC_KEY,
  }),
  'fusionauth:index/key:Key': ({ name }) => ({ kid: `kid of ${name}` }),
  'fusionauth:index/entityType:EntityType': nothing,
  'fusionauth:index/entityTypePermission:EntityTypePermission': nothing,
  'fusionauth:index/entity:Entity': ({ name }) => ({
    clientId: `client id of ${name}`,
    clientSecret: pulumi.secret('the client secret'),
  }),
  'fusionauth:index/entityGrant:EntityGrant': nothing,
  'kong:index/service:Service': nothing,
  'kong:index/upstream:Upstream': nothing,
  'kong:index/target:Target': nothing,
  'kong:index/certificate:Certificate': nothing,
  'kong:index/route:Route': nothing,
  'kong:index/plugin:Plugin': nothing,
  'kong:index/consumer:Consumer': nothing,
  'kong:index/consumerJwtAuth:ConsumerJwtAuth': nothing,
  'kong:index/consumerAcl:ConsumerAcl': nothing,
  // What the stack of examples/issuer.yaml says to that of examples/gateway.yaml.
  'pulumi:pulumi:StackReference': () => ({ outputs: { trust } }),
  'docker:index/network:Network': nothing,
  'docker:index/volume:Volume': nothing,
  'docker:index/container:Container': () => ({ exitCode: 0 }),
  'tls:index/privateKey:PrivateKey': () => ({
    publicKeyPem: PUBLIC_KEY,
    privateKeyPem: pulumi.secret('the private key'),
    privateKeyPemPkcs8: pulumi.secret('the private key'),
  }),
};

/** The servers that a stack would run itself are not there. */
vi.mock(
  '../../components/docker/ready.ts',
  () =>
    ({
      refuseStrangers: () => Promise.resolve(),
      awaitServers: () => Promise.resolve(),
    }) satisfies typeof ready,
);

/** A stand-in for both servers, in what the program itself asks them. */
const servers = http.createServer(({ url = '' }, response) => {
  const [, isPlugin, name = ''] = /^\/schemas\/(plugins\/)?([\w-]+)$/.exec(url) ?? [];
  const node = { version: '3.9.1', configuration: { database: 'postgres' } };
  const tenants = [{ id: '00000000-0000-4000-8000-000000000001' }];
  const schemas = recordedSchemas()[isPlugin ? 'plugins' : 'entities'];
  const answer = schemas[name] ?? { ...node, tenants, publicKey: PUBLIC_KEY };
  response.end(JSON.stringify(answer));
});
let url: string;

beforeAll(async () => {
  await new Promise<void>((listening) => servers.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(servers.address() as AddressInfo).port}`;
});

afterAll(() => void servers.close());

beforeEach(() => vi.resetModules());

describe('an example stack declares what is committed of it', () => {
  it.each(readdirSync(EXAMPLES).filter((file) => file.endsWith('.yaml')))('%s', async (file) => {
    const config = { ...readDefaults(), ...readConfig(join(EXAMPLES, file)) };
    const runsServers = config['fusionauth-kong:platform'] === 'docker';
    const resources = await declareStack({
      ...config,
      ...(!runsServers && { 'kong:kongAdminUri': url, 'fusionauth:host': url }),
      'fusionauth:apiKey': 'a key',
    });
    const expected = join(import.meta.dirname, 'expected', `${basename(file, '.yaml')}.json`);
    await expect(`${JSON.stringify(resources, sorted, 2)}\n`).toMatchFileSnapshot(expected);
  });
});

/** Runs index.ts with that configuration and returns what it declares, sorted and without secrets. */
async function declareStack(config: Record<string, string>): Promise<Registered[]> {
  const register = () => {
    pulumi.runtime.setAllConfig(config);
    return import('../../index.ts');
  };
  const resources = await declare(register, ANSWERS);
  return resources.sort((a, b) => `${a.type} ${a.name}`.localeCompare(`${b.type} ${b.name}`));
}

/** Sorts properties by name and masks secrets. */
function sorted(_: string, value: unknown): unknown {
  if (isSecret(value)) return '[secret]';
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readDefaults(): Record<string, string> {
  const path = join(import.meta.dirname, '../../Pulumi.yaml');
  const { config } = parse(readFileSync(path, 'utf8')) as {
    config: Record<string, { default: unknown }>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [`fusionauth-kong:${key}`, asText(value.default)]),
  );
}

function readConfig(path: string): Record<string, string> {
  const { config } = parse(readFileSync(path, 'utf8')) as { config: Record<string, unknown> };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, asText(value)]));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
