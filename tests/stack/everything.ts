import { afterAll, beforeAll, expect, it } from 'vitest';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import { certificatesIn, everything } from '../support/everything.ts';
import type { Ground } from '../support/real-parts.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

/**
 * The life of examples/everything.yaml; where its servers are is the test's.
 *
 * @param prepare runs first and says where.
 */
export function describeEverything(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let before: unknown;
  let admin: string;

  const content = async () => [
    await kongContent(admin),
    await fusionAuthContent(`http://127.0.0.1:${platform.ports.fusionAuth}`),
  ];

  beforeAll(async () => {
    const { kong, env } = await prepare();
    platform = await startTestPlatform();
    admin = kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    stack = await TestStack.create({ ...guideConfig(platform, kong), ...everything() }, env);
    await certificatesIn(admin);
    before = await content();
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  it('goes up from nothing, without a word on outputs of another side', async () => {
    expect(await stack.up()).not.toContain('Undefined value');
  });

  it('has nothing to do afterwards, and no drift', async () => {
    await stack.succeed('preview', '--expect-no-changes');
    await stack.succeed('refresh', '--preview-only', '--expect-no-changes');
    expect((await detect(subjectOf(stack))).findings).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed', async () => {
    await stack.succeed('destroy', '--yes', '--skip-preview');
    expect(await content()).toEqual(before);
  });
}
