import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { search, take, type Adoption } from '../../commands/adopt/adopt.ts';
import type { FindOptions } from '../../commands/adopt/found.ts';
import { detect } from '../../commands/drift/detect.ts';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthByHand, kongByHand, send, serversOf, type ByHand } from '../adopt/by-hand.ts';
import { placeOf } from '../adopt/place.ts';
import { API_KEY, TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';
import { subjectOf } from '../support/subject.ts';

/** A stack that adopts one thing after the other, while people write settings in between. */
describe('pulumi/pulumi#9509: adopting again', () => {
  let platform: Platform;
  let hand: ByHand;
  let stack: TestStack;

  beforeAll(async () => {
    platform = await startTestPlatform();
    hand = await fusionAuthByHand(serversOf(platform));
    await kongByHand(serversOf(platform), hand);
    const { 'fusionauth-kong:apis': _, ...config } = guideConfig(platform);
    stack = await TestStack.create(config);
    await adopt();
    await stack.up();
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  const file = () => join(stack.directory, 'Pulumi.test.yaml');
  const read = () => readFileSync(file(), 'utf8');
  const adopt = async (options: Partial<FindOptions> = {}): Promise<Adoption> => {
    const place = placeOf(stack);
    return take(place, await search(place, { users: [], ...options }));
  };
  const kong = (method: string, path: string, body?: unknown) =>
    send(method, serversOf(platform).kongAdmin + path, body);
  const secondApi = async (name: string) => {
    await kong('POST', '/services', { name, url: `http://127.0.0.1:${platform.ports.upstream}` });
    await kong('POST', `/services/${name}/routes`, { name, paths: [`/${name}`] });
    await kong('POST', `/services/${name}/plugins`, { name: 'jwt' });
  };
  /** The lines that the stack's file had and has no more, or not in that order. */
  const goneFrom = (before: string) => {
    const lines = read().split('\n');
    return before.split('\n').filter((line) => {
      const at = lines.indexOf(line);
      lines.splice(0, at + 1);
      return at === -1;
    });
  };
  const namesOf = ({ imported }: Adoption) => imported.map(({ name }) => name).sort();
  const findings = async () => (await detect(subjectOf(stack))).findings;

  it('adds an API, and keeps every setting that was written meanwhile, comments and all', async () => {
    const settings = parseDocument(read());
    const at = (...path: (string | number)[]) => ['config', ...path];
    const application = ['fusionauth-kong:applications', 0];
    settings.setIn(at(...application, 'users', 0, 'password'), hand.password);
    settings.setIn(at(...application, 'refreshTokens'), { lifetimeMinutes: 60 });
    settings.setIn(at('fusionauth-kong:apis', 0, 'rateLimit'), { minute: 100 });
    writeFileSync(file(), `# Owned by the shop.\n${settings.toString()}`);
    const before = read();
    await secondApi('stock');
    const adoption = await adopt();
    expect(namesOf(adoption)).toEqual(['stock-jwt', 'stock-service', 'stock/stock']);
    expect(goneFrom(before)).toEqual([]);
    await stack.up();
    expect(await findings()).toEqual([]);
  });

  it('adds a user by the very address, whatever its case and however many there are', async () => {
    const url = serversOf(platform).fusionAuth;
    const headers = { authorization: API_KEY, 'x-fusionauth-tenantid': hand.tenantId };
    for (let at = 0; at < 101; at += 1) {
      const user = { email: `ann+${at}@example.com`, password: 'a password that nobody knows' };
      await send('POST', `${url}/api/user`, { user }, headers);
    }
    const registration = { applicationId: hand.applicationId, roles: ['reader'] };
    const user = { email: 'ann@example.com', password: 'a password that nobody knows' };
    await send('POST', `${url}/api/user/registration`, { user, registration }, headers);
    const before = read();
    const adoption = await adopt({ users: ['Ann@Example.com'] });
    expect(namesOf(adoption)).toEqual(['Kong-App/ann@example.com-registration', 'ann@example.com']);
    expect(goneFrom(before)).toEqual([]);
    await stack.up();
    expect(await findings()).toEqual([]);
  });

  it('changes nothing where nothing is new', async () => {
    const before = read();
    const adoption = await adopt();
    expect(adoption.imported).toEqual([]);
    expect(read()).toBe(before);
  });

  it('leaves to others what they have on the new API alone', async () => {
    await kong('POST', '/services/stock/plugins', { name: 'bot-detection' });
    await secondApi('till');
    await kong('POST', '/services/till/plugins', { name: 'bot-detection' });
    const adoption = await adopt({ apis: ['till'] });
    expect(adoption.left.map(({ object }) => object)).toEqual([
      'plugin bot-detection on service till',
    ]);
    await stack.up();
    expect((await findings()).map(({ object }) => object)).toEqual([
      'plugin bot-detection on service stock',
    ]);
  });
});
