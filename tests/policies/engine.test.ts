import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { clone } from '../../toolchain/paths.ts';
import { TestStack, guideConfig, startTestPlatform, type Run } from '../support/stack.ts';

/** Each rule, and what must be blamed for breaking it in program/index.ts with `weak` set. */
const VIOLATIONS = [
  [
    'credential-of-declared-issuer',
    'kong:index:ConsumerJwtAuth: stranger',
    'https://stranger.example',
  ],
  ['strong-signing-keys', 'tls:index:PrivateKey: short', 'rsaBits is 1024'],
  ['expiry-is-verified', 'kong:index:Plugin: undying', 'claims_to_verify is []'],
  ['token-in-header-only', 'kong:index:Plugin: chatty', 'uri_param_names is ["jwt"]'],
  ['no-route-escapes', 'kong:index:Route: escaping', 'no enabled jwt plugin'],
  ['limited-api-keys', 'fusionauth:index:ApiKey: super-key', 'permissionsEndpoints is empty'],
  ['limited-api-keys', 'fusionauth:index:ApiKey: super-key', 'tenantId is not set'],
  ['token-lifetime', 'fusionauth:index:Application: long-lived', 'ttlSeconds is 3601'],
  [
    'token-lifetime',
    'fusionauth:index:EntityType: long-lived-machine',
    'timeToLiveInSeconds is 3601',
  ],
  [
    'login-needs-api-key',
    'fusionauth:index:Tenant: open-login',
    'requireAuthentication is not set',
  ],
  ['secrets-are-secret', 'kong:index:ConsumerJwtAuth: plain', 'secret is plain text'],
  ['secrets-are-secret', 'kong:index:ConsumerJwtAuth: unmarked', 'the output secret is plain text'],
  [
    'secrets-are-secret',
    'fusionauth:index:Application: told',
    'oauthConfiguration.clientSecret is plain text',
  ],
  [
    'secrets-are-secret',
    'fusionauth:index:Application: made',
    'the output oauthConfiguration is plain text',
  ],
  [
    'no-super-role-by-default',
    'fusionauth:index:ApplicationRole: everybody',
    'every new registration gets this super role',
  ],
  [
    'production-is-protected',
    'fusionauth:index:Tenant: unprotected',
    'run `pulumi config set protect true --stack production`',
  ],
  ['production-is-protected', 'fusionauth:index:Key: signs-unprotected', 'is not protected'],
] as const;

const RULES = new Set(VIOLATIONS.map(([rule]) => rule));

let platform: Platform;
let stack: TestStack;
let strict: Run;
let weak: Run;

/** The stack's name matters to one rule, so this is another stack than the one TestStack makes. */
beforeAll(async () => {
  platform = await startTestPlatform();
  const servers = guideConfig(platform);
  stack = await TestStack.create({});
  const main = join(clone, 'tests', 'policies', 'program', 'index.ts');
  const runtime = { name: 'nodejs', options: { typescript: false } };
  writeFileSync(
    join(stack.directory, 'Pulumi.yaml'),
    stringify({ name: 'fusionauth-kong', runtime, main }),
  );
  const config = {
    'kong:kongAdminUri': servers['kong:kongAdminUri'],
    'fusionauth:host': servers['fusionauth:host'],
  };
  writeFileSync(join(stack.directory, 'Pulumi.production.yaml'), stringify({ config }));
  await stack.succeed('stack', 'init', 'production');
  strict = await preview();
  weak = await preview('--config', 'weak=true');
});

afterAll(async () => {
  stack?.remove();
  await platform?.stop();
});

test('a strict program passes every policy', () => {
  expect(strict).toMatchObject({ code: 0 });
  expect(strict.output).toMatch(/✅ fusionauth-kong@/);
  expect(strict.output).not.toContain('[mandatory]');
  expect(strict.output).not.toContain('[advisory]');
});

test.each(VIOLATIONS)('%s stops a preview and blames %s: %s', (rule, resource, fault) => {
  expect(weak.code).not.toBe(0);
  const blamed = weak.output.split(/^ {8}- /m).filter((text) => text.includes(`(${resource})`));
  const named = blamed.filter((text) => text.startsWith(`[mandatory]  ${rule}  `));
  expect(named.join('\n')).toContain(fault);
});

test('what the strict program declares is blamed in the weak one neither', () => {
  const blamed = [...weak.output.matchAll(/^ {8}- \[mandatory\] +(\S+) +\(\S+ (\S+)\)$/gm)];
  const others = blamed.map(([, , name]) => name).filter((name) => !isWeak(name!));
  expect(blamed.length).toBeGreaterThanOrEqual(VIOLATIONS.length);
  expect(others).toEqual([]);
  expect(new Set(blamed.map(([, rule]) => rule))).toEqual(RULES);
});

test('a secret that a policy complains of is not printed', () => {
  expect(weak.output).not.toContain('a secret in plain text');
});

test('a policy configuration loosens a rule', async () => {
  const file = join(stack.directory, 'policies.json');
  writeFileSync(file, JSON.stringify({ 'token-lifetime': { maxSeconds: 3601 } }));
  const loosened = await preview('--config', 'weak=true', '--policy-pack-config', file);
  expect(loosened.output).toContain('no-route-escapes');
  expect(loosened.output).not.toContain('token-lifetime');
});

function preview(...args: string[]): Promise<Run> {
  return stack.run('preview', '--policy-pack', join(clone, 'policies'), ...args);
}

function isWeak(name: string): boolean {
  return name === 'guarded' || VIOLATIONS.some(([, resource]) => resource.endsWith(`: ${name}`));
}
