import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { FaultProxy } from '../support/fault-proxy.ts';
import { TestStack, startTestPlatform, type StackState } from '../support/stack.ts';

const recorded = (file: string) =>
  readFileSync(join(import.meta.dirname, 'recorded', file), 'utf8');

/**
 * States that an earlier release (November 2026) left after `pulumi up` of an example, with the settings that it had.
 * They are never recorded anew: what people have in production does not change with the code.
 */
describe('a stack that an earlier release has made', () => {
  let platform: Platform;
  let fusionAuth: FaultProxy;

  beforeAll(async () => {
    platform = await startTestPlatform();
    fusionAuth = await FaultProxy.before(`http://127.0.0.1:${platform.ports.fusionAuth}`);
  });

  afterAll(async () => {
    fusionAuth?.stop();
    await platform?.stop();
  });

  it.each([
    ['guide', 'nothing', []],
    // The route takes preflights, or the cors settings of its API would be of no use.
    // The output says whence browsers may call the API, for `npm run verify`.
    [
      'shop',
      'one route and an output',
      ['Route: (update)', '[2]: "OPTIONS"', 'origin: "https://shop.example.com"'],
    ],
  ])('%s: has %s to change', async (name, _, changes) => {
    const kong = `http://127.0.0.1:${platform.ports.kongAdmin}`;
    const { config } = parse(recorded(`${name}.yaml`)) as { config: Record<string, unknown> };
    const stack = await TestStack.create({
      ...config,
      'kong:kongAdminUri': kong,
      'fusionauth:host': fusionAuth.url,
    });
    try {
      const state = recorded(`${name}.json`)
        .replaceAll('KONG_ADMIN_URL', kong)
        .replaceAll('FUSIONAUTH_URL', fusionAuth.url);
      answerKeysOf(fusionAuth, JSON.parse(state) as StackState);
      const file = join(stack.directory, 'earlier.json');
      writeFileSync(file, state);
      await stack.succeed('stack', 'import', '--file', file);
      const { output } = await stack.run('preview', '--diff');
      expect(output).toMatch(/\d+ unchanged/);
      expect(output).not.toMatch(/to (create|delete|replace)|error:/);
      const changed = output.match(
        /\w+: \((?:update|create|delete|replace)\)|(?<=[+-] )[\w[\]]+: .+/g,
      );
      expect(changed ?? []).toEqual(changes);
    } finally {
      stack.remove();
    }
  });
});

/** The program reads the public halves of pairs that FusionAuth made: those of the state. */
function answerKeysOf(fusionAuth: FaultProxy, { deployment: { resources = [] } }: StackState) {
  const keys = new Map(resources.map(({ inputs }) => [inputs?.['key'], inputs?.['rsaPublicKey']]));
  fusionAuth.fault = ({ url = '' }) => {
    const kid = /^\/api\/jwt\/public-key\?kid=(.+)$/.exec(url)?.[1];
    const publicKey = kid && keys.get(decodeURIComponent(kid));
    return publicKey
      ? (_, response) => void response.end(JSON.stringify({ publicKey }))
      : undefined;
  };
}
