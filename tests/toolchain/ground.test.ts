import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stackIn } from '../../commands/shared/tools.ts';
import { groundOf, groundText, platformOf } from '../../toolchain/ground.ts';
import { temporaryDirectory, write } from './temporary.ts';

const PROJECT = 'name: gateway\nconfig:\n  platform:\n    default: existing\n';

function makeClone(files: Record<string, string>): string {
  const clone = temporaryDirectory();
  write(join(clone, 'Pulumi.yaml'), PROJECT);
  for (const [stack, platform] of Object.entries(files))
    write(join(clone, `Pulumi.${stack}.yaml`), `config:\n  gateway:platform: ${platform}\n`);
  return clone;
}

describe('the platform of a stack', () => {
  test.each([
    ['dev', 'embedded'],
    ['local', 'docker'],
    ['acme/gateway/dev', 'embedded'],
    ['prod', 'existing'],
    ['not-made-yet', 'existing'],
  ])('%s: %s', (stack, platform) => {
    const clone = makeClone({ dev: 'embedded', local: 'docker' });
    write(join(clone, 'Pulumi.prod.yaml'), 'config: {}\n');
    expect(platformOf(clone, stack)).toBe(platform);
  });
});

describe('what a stack stands on', () => {
  test.each([
    ['embedded', {}, 'embedded', true],
    ['existing', {}, 'official', false],
    ['docker', {}, 'official', false],
    ['existing', { PROVIDERS: 'embedded' }, 'embedded', false],
    ['embedded', { PROVIDERS: 'official' }, 'official', true],
    ['embedded', { PULUMI_BACKEND_URL: 's3://states' }, 'embedded', false],
  ] as const)('platform %s with %j: %s providers', (platform, user, providers, ownBackend) => {
    expect(groundOf(platform, user)).toEqual({ platform, providers, ownBackend });
  });

  test('providers that are neither are refused', () => {
    expect(() => groundOf('embedded', { PROVIDERS: 'offical' })).toThrow(
      'PROVIDERS is "offical"; it must be embedded, official or unset',
    );
  });

  test('is said, with the backend and without what may be secret in its URL', () => {
    const ground = { platform: 'existing', providers: 'official', ownBackend: false } as const;
    const home = temporaryDirectory();
    const text = (env: NodeJS.ProcessEnv) =>
      groundText('prod', ground, { PULUMI_HOME: home, ...env });
    const head = `Stack prod, platform existing: the official providers (${home}), the state in`;
    expect(text({})).toBe(`${head} no backend yet (pulumi login).`);
    expect(text({ PULUMI_ACCESS_TOKEN: 'x' })).toBe(`${head} Pulumi Cloud.`);
    expect(text({ PULUMI_BACKEND_URL: 'postgres://me:word@db:5432/states?sslmode=x' })).toBe(
      `${head} postgres://db:5432/states.`,
    );
    write(join(home, 'credentials.json'), '{"current":"https://api.pulumi.com"}');
    expect(text({})).toBe(`${head} https://api.pulumi.com.`);
  });
});

describe('the stack that arguments for the CLI name', () => {
  test.each([
    [['up', '--stack', 'prod'], 'prod'],
    [['up', '-s', 'acme/gateway/prod'], 'acme/gateway/prod'],
    [['preview', '--stack=prod'], 'prod'],
    [['stack', 'init', 'prod'], 'prod'],
    [['stack', 'ls'], undefined],
    [['up', '--yes'], undefined],
    [['stack', 'init', '--help'], undefined],
  ])('%j: %s', (args, stack) => {
    expect(stackIn(args)).toBe(stack);
  });
});
