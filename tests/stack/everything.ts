import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import { Authority } from '../support/authority.ts';
import type { Ground } from '../support/real-parts.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

const example = readFileSync(join(import.meta.dirname, '../../examples/everything.yaml'), 'utf8');

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
    const { config } = parse(example) as { config: Record<string, unknown> };
    const own = Object.entries(config).filter(
      ([key]) => !/^(kong|fusionauth):|gatewayUrl$/.test(key),
    );
    stack = await TestStack.create(
      { ...guideConfig(platform, kong), ...Object.fromEntries(own) },
      env,
    );
    await certificatesIn(admin);
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
}

/** What others have put into Kong, and the example names by its ids. */
async function certificatesIn(admin: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'everything-'));
  try {
    const authority = new Authority(directory);
    const ids = ['3f5b6d1e-0000-4000-8000-000000000041', '3f5b6d1e-0000-4000-8000-000000000042'];
    const certificate = readFileSync(authority.file, 'utf8');
    await put(`${admin}/ca_certificates/${ids[0]}`, { cert: certificate });
    await put(`${admin}/certificates/${ids[1]}`, { ...authority.issue() });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function put(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
}
