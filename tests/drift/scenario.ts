import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detect, type Drift, type Subject } from '../../commands/drift/detect.ts';
import type { Finding } from '../../commands/shared/finding.ts';
import { fix } from '../../commands/drift/fix.ts';
import { pendingChanges } from '../../commands/drift/pending.ts';
import { asJson } from '../../commands/drift/report/json.ts';
import { asMarkdown } from '../../commands/drift/report/markdown.ts';
import { asTable } from '../../commands/drift/report/table.ts';
import { checkGuide } from '../../commands/verify/checks.ts';
import { stackOutputs } from '../../commands/verify/outputs.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';
import { groups } from './changes/index.ts';
import { Hand } from './hand.ts';

/** The guide's application, with roles. */
const EXAMPLE = {
  ...{ name: 'example', consumer: 'fusionauth', roles: [{ name: 'reader', default: true }] },
  users: [{ email: 'user@example.com' }],
};

/**
 * Every change of the table, made by hand on a stack that is up: found, alone reported, and undone.
 *
 * @param prepare runs first and says where.
 */
export function describeDrift(prepare: () => Promise<Ground>): void {
  let platform: Platform;
  let stack: TestStack;
  let subject: Subject;
  let kong: string;
  let config: Record<string, unknown>;

  beforeAll(async () => {
    const ground = await prepare();
    platform = await startTestPlatform();
    kong = ground.kong?.admin ?? `http://127.0.0.1:${platform.ports.kongAdmin}`;
    config = guideConfig(platform, ground.kong);
    // Only a host that is a name can be an upstream's too.
    const apis = JSON.stringify(config['fusionauth-kong:apis']).replace('127.0.0.1', 'localhost');
    config['fusionauth-kong:apis'] = JSON.parse(apis);
    config['fusionauth-kong:applications'] = [EXAMPLE];
    stack = await TestStack.create(config, ground.env);
    await stack.up();
    subject = subjectOf(stack);
    await otherTeams(await Hand.of(stack, kong, platform), platform.ports.upstream);
  });

  afterAll(async () => {
    await stack?.run('destroy', '--yes', '--skip-preview');
    stack?.remove();
    await platform?.stop();
  });

  const guideHolds = async () => {
    const checks = await checkGuide(stackOutputs.parse(await stack.outputs()), API_KEY);
    expect(checks.filter((check) => !check.passed)).toEqual([]);
  };

  it('reports nothing after an update, logins and what other teams have', async () => {
    await guideHolds();
    expect(await detect(subject)).toMatchObject({ findings: [], hasOtherCredentials: false });
  });

  describe.each(groups)('$title', ({ changes }) => {
    let drift: Drift;

    beforeAll(async () => {
      const hand = await Hand.of(stack, kong, platform);
      for (const { make } of changes) await make(hand);
      drift = await detect(subject);
    });

    it.each(changes)('finds: $name', ({ found }) => {
      expect(drift.findings.map(inWords)).toEqual(expect.arrayContaining([...found]));
    });

    it('reports nothing else', () => {
      const expected = changes.flatMap(({ found }) => found);
      expect(new Set(drift.findings.map(inWords))).toEqual(new Set(expected));
    });

    it('shows no secret', async () => {
      const state = await stack.succeed('stack', 'export', '--show-secrets');
      const held = [...state.matchAll(/"plaintext": "\\"([^"\\]{16,})/g)].map(([, text]) => text!);
      expect(held.length).toBeGreaterThan(3);
      const reports = [asTable, asJson, asMarkdown];
      const text = reports.map((report) => report(drift)).join('\n');
      for (const secret of [
        API_KEY,
        'known-to-somebody',
        'known-password',
        'known-to-somebody-else',
        ...held,
      ]) {
        expect(text).not.toContain(secret);
      }
      expect(text).not.toContain('PRIVATE KEY');
    });

    it('restores what is declared', async () => {
      const up = async () => (await stack.run('up', '--refresh', '--yes', '--skip-preview')).code;
      const foreign = drift.findings.filter(({ kind }) => kind === 'foreign');
      const remove = foreign.map(({ object }) => object);
      const left = await fix(subject, drift, up, { remove, weaken: true });
      expect(left.findings.map(inWords)).toEqual([]);
    });
  });

  it('leaves a stack that is as declared, and whose guide holds', async () => {
    expect(await pendingChanges(subject)).toEqual([]);
    await stack.succeed('preview', '--expect-no-changes');
    await guideHolds();
  });

  it('leaves to others what the settings name, and reports the rest', async () => {
    const hand = await Hand.of(stack, kong, platform);
    await hand.kong('POST', `/services/${hand.id('Service')}/plugins`, { name: 'correlation-id' });
    await hand.kong('PATCH', `/services/${hand.id('Service')}`, { retries: 7 });
    const object = 'plugin correlation-id on service example_service';
    const found = async () => (await detect(subject)).findings.map(inWords);
    expect(await found()).toContain(`differs foreign ${object}`);

    stack.configure({ ...config, 'fusionauth-kong:leaves': [object] });
    expect(await found()).toEqual(['differs service example_service retries']);
    stack.configure(config);
    const up = async () => (await stack.run('up', '--refresh', '--yes', '--skip-preview')).code;
    expect((await fix(subject, await detect(subject), up, { remove: [object] })).findings).toEqual(
      [],
    );
  });

  it('tells what the program declares anew from what was changed by hand', async () => {
    const [api] = config['fusionauth-kong:apis'] as object[];
    stack.configure({ ...config, 'fusionauth-kong:apis': [{ ...api, retries: 1 }] });
    expect(await pendingChanges(subject)).toMatchObject([
      { operation: 'update', name: 'example_service-service' },
    ]);
    expect((await detect(subject)).findings).toEqual([]);
    stack.configure(config);
  });
}

/** A finding in the words of `found`. */
function inWords({ effect, kind, object, property }: Finding): string {
  return [effect, kind === 'changed' ? '' : kind, object, property].filter(Boolean).join(' ');
}

/** What does not concern the stack, and is never reported. */
async function otherTeams(hand: Hand, upstream: number): Promise<void> {
  // Kong/kong#4846: what a declared service lives on.
  await hand.kong('POST', '/upstreams', { name: 'localhost' });
  const target = `127.0.0.1:${upstream}`;
  await hand.kong('POST', '/upstreams/localhost/targets', { target });
  // What nobody declared of a declared object.
  await hand.kong('PATCH', `/services/${hand.id('Service')}`, { tags: ['by-hand'] });
  await hand.kong('PATCH', `/routes/${hand.id('Route')}`, { tags: ['by-hand'], regex_priority: 5 });
  await hand.kong('POST', '/services', { name: 'other', url: 'http://other.test' });
  await hand.kong('POST', '/services/other/routes', { name: 'other', paths: ['/mockery'] });
  await hand.kong('POST', '/services/other/plugins', { name: 'jwt' });
  await hand.kong('POST', '/plugins', { name: 'correlation-id' });
  await hand.kong('POST', '/consumers', { username: 'other' });
  await hand.kong('POST', '/consumers/other/jwt', { key: 'https://other.test' });
  await hand.kong('POST', '/consumers/other/acls', { group: 'others' });
  await hand.fusionAuth('POST', '/api/tenant', { tenant: { name: 'other' } });
}
