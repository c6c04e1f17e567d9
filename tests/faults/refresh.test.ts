import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { FaultProxy, NO_ANSWERS } from '../support/fault-proxy.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

describe('a refresh while something else answers for the servers', () => {
  let platform: Platform;
  let kong: FaultProxy;
  let fusionAuth: FaultProxy;
  let stack: TestStack;
  let before: string[];

  const urns = async () => (await stack.exportState()).deployment.resources!.map(({ urn }) => urn);

  beforeAll(async () => {
    platform = await startTestPlatform();
    kong = await FaultProxy.before(`http://127.0.0.1:${platform.ports.kongAdmin}`);
    fusionAuth = await FaultProxy.before(`http://127.0.0.1:${platform.ports.fusionAuth}`);
    stack = await TestStack.create({
      ...guideConfig(platform),
      'kong:kongAdminUri': kong.url,
      'fusionauth:host': fusionAuth.url,
    });
    await stack.up();
    before = await urns();
  });

  afterAll(async () => {
    kong?.stop();
    fusionAuth?.stop();
    stack?.remove();
    await platform?.stop();
  });

  it.each(Object.entries(NO_ANSWERS))(
    '%s: keeps the state, and says who answers',
    async (_, no) => {
      kong.fault = fusionAuth.fault = ({ method }) => (method === 'GET' ? no : undefined);
      const { code, output } = await stack.run('refresh', '--yes', '--skip-preview');
      kong.fault = fusionAuth.fault = () => undefined;
      expect(code).not.toBe(0);
      expect(output).toMatch(/this is not (Kong|FusionAuth)'s answer, but status \d+ with /);
      expect(await urns()).toEqual(before);
    },
  );

  it('goes on as soon as they answer themselves', async () => {
    await stack.succeed('refresh', '--yes', '--skip-preview', '--expect-no-changes');
    await stack.succeed('preview', '--expect-no-changes');
  });
});
