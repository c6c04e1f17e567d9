import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const example = readFileSync(join(import.meta.dirname, '../../examples/everything.yaml'), 'utf8');

/** The life of examples/everything.yaml; where its servers are is the test's. */
describe('a stack that uses the settings of APIs and their clients side by side', () => {
  let platform: Platform;
  let stack: TestStack;
  let before: unknown;

  const content = async () => [
    await kongContent(`http://127.0.0.1:${platform.ports.kongAdmin}`),
    await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
  ];

  beforeAll(async () => {
    platform = await startTestPlatform();
    const { config } = parse(example) as { config: Record<string, unknown> };
    const own = Object.entries(config).filter(
      ([key]) => !/^(kong|fusionauth):|gatewayUrl$/.test(key),
    );
    stack = await TestStack.create({ ...guideConfig(platform), ...Object.fromEntries(own) });
    before = await content();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('goes up from nothing', () => stack.up());

  it('has nothing to do afterwards, and no drift', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
});
