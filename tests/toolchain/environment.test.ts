import { describe, expect, test } from 'vitest';
import { toolEnvironment } from '../../toolchain/environment.ts';

const embedded = { platform: 'embedded', providers: 'embedded' } as const;
const official = { platform: 'existing', providers: 'official' } as const;

const sources = {
  ground: embedded,
  nodeDirectory: '/clone/node_modules/node/bin',
  cliDirectory: '/cache/pulumi',
  local: '/clone/.local',
  passphraseFile: '/clone/.local/passphrase',
  fusionAuthApiKey: 'generated-key',
};

describe('the environment that set-up adds', () => {
  test('is complete for a user who has set nothing', () => {
    expect(toolEnvironment({ ...sources, user: { PATH: '/usr/bin:/bin' } })).toEqual({
      PATH: '/clone/node_modules/node/bin:/cache/pulumi:/usr/bin:/bin',
      PULUMI_HOME: '/clone/.local/pulumi',
      PULUMI_BACKEND_URL: 'file:///clone/.local/state',
      PULUMI_CONFIG_PASSPHRASE_FILE: '/clone/.local/passphrase',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: 'true',
      NODE_COMPILE_CACHE: '/clone/.local/compile-cache',
      FA_API_KEY: 'generated-key',
    });
  });

  test('leaves what the user has set', () => {
    const user = {
      PATH: '/bin',
      PULUMI_BACKEND_URL: 's3://states',
      PULUMI_CONFIG_PASSPHRASE_FILE: '/home/me/passphrase',
      FA_API_KEY: 'mine',
      NODE_COMPILE_CACHE: '/fast',
    };
    const { PATH, ...rest } = { ...user, ...toolEnvironment({ ...sources, user }) };
    expect(PATH).toMatch(/:\/bin$/);
    expect({ PATH: user.PATH, ...rest }).toMatchObject(user);
  });

  test('does not keep the folders that `npm run` puts on the PATH', () => {
    const own = '/home/me/tools/node_modules/.bin';
    const npms = '/clone/node_modules/.bin:/lib/node_modules/npm/node_modules/x/lib/node-gyp-bin';
    const pathOf = (user: NodeJS.ProcessEnv) => toolEnvironment({ ...sources, user })['PATH'];
    expect(pathOf({ PATH: `${npms}:/usr/bin`, npm_lifecycle_event: 'env' })).toBe(
      '/clone/node_modules/node/bin:/cache/pulumi:/usr/bin',
    );
    expect(pathOf({ PATH: `${own}:/usr/bin` })).toContain(own);
  });

  test('names no passphrase file beside a passphrase, which Pulumi would refuse or ignore', () => {
    const added = toolEnvironment({ ...sources, user: { PULUMI_CONFIG_PASSPHRASE: '' } });
    expect(added).not.toHaveProperty('PULUMI_CONFIG_PASSPHRASE_FILE');
  });

  test('leaves PULUMI_HOME alone where the official providers are wanted', () => {
    const user = { PULUMI_HOME: '/home/me/.pulumi' };
    expect(toolEnvironment({ ...sources, ground: official, user })).not.toHaveProperty(
      'PULUMI_HOME',
    );
  });

  test('replaces a PULUMI_HOME that is not for the embedded providers', () => {
    const added = toolEnvironment({ ...sources, user: { PULUMI_HOME: '/home/me/.pulumi' } });
    expect(added['PULUMI_HOME']).toBe('/clone/.local/pulumi');
  });

  test('is the same in a shell that has it already', () => {
    const once = toolEnvironment({ ...sources, user: { PATH: '/usr/bin' } });
    expect(toolEnvironment({ ...sources, user: once })).toEqual(once);
  });

  test('gives such a shell its own PULUMI_HOME back where the official providers are wanted', () => {
    const once = toolEnvironment({ ...sources, user: { PATH: '/usr/bin' } });
    const user = { ...once, HOME: '/home/me' };
    expect(toolEnvironment({ ...sources, ground: official, user })['PULUMI_HOME']).toBe(
      '/home/me/.pulumi',
    );
  });

  test('has neither state nor keys of this clone for servers of others', () => {
    const added = toolEnvironment({ ...sources, ground: official, user: { PATH: '/bin' } });
    expect(Object.keys(added).toSorted()).toEqual([
      'NODE_COMPILE_CACHE',
      'PATH',
      'PULUMI_SKIP_UPDATE_CHECK',
    ]);
  });
});
