import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../embedded/platform.ts';
import { fusionAuthContent, kongContent } from '../support/servers.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

/** Discard: nothing listens there, and nothing is meant to (RFC 863). */
const CLOSED = 'http://127.0.0.1:9';

const api = { name: 'a', upstream: 'http://127.0.0.1:9', routes: [{ name: 'a', paths: ['/a'] }] };

describe('pulumi up with a configuration that is wrong', () => {
  let platform: Platform;
  let stack: TestStack;
  let before: unknown;

  const content = async () => {
    const { kongAdmin, fusionAuth } = platform.ports;
    return [
      await kongContent(`http://127.0.0.1:${kongAdmin}`),
      await fusionAuthContent(`http://127.0.0.1:${fusionAuth}`),
    ];
  };

  beforeAll(async () => {
    platform = await startTestPlatform();
    stack = await TestStack.create({});
    before = await content();
  });

  afterAll(async () => {
    stack?.remove();
    await platform?.stop();
  });

  it.each<[string, Record<string, unknown>, NodeJS.ProcessEnv, string[]]>([
    [
      'an unknown setting',
      { 'fusionauth-kong:isuer': 'https://login.example.com' },
      {},
      ['isuer: is not a setting', 'fix: pulumi config rm isuer'],
    ],
    [
      'an issuer that is no URL',
      { 'fusionauth-kong:issuer': 'acme.com' },
      {},
      ['issuer = "acme.com": must be an https URL', 'fix: pulumi config set issuer VALUE'],
    ],
    [
      'an issuer with a blank',
      { 'fusionauth-kong:issuer': 'https://login.example.com ' },
      {},
      ['issuer = "https://login.example.com ": must be an https URL without blanks'],
    ],
    [
      'two APIs of one name',
      { 'fusionauth-kong:apis': [api, api] },
      {},
      ['apis[].name = "a": is used more than once', 'apis[].routes[].paths = "/a GET any host"'],
    ],
    [
      'no API key',
      {},
      { FA_API_KEY: undefined },
      ['fusionauth:apiKey: is missing', 'pulumi config set --secret fusionauth:apiKey VALUE'],
    ],
    [
      'an API key that FusionAuth refuses',
      {},
      { FA_API_KEY: 'wrong' },
      ['fusionauth:apiKey: is refused', '/api/tenant answers 401'],
    ],
    [
      'a Kong and a FusionAuth that do not answer',
      { 'kong:kongAdminUri': CLOSED, 'fusionauth:host': CLOSED },
      {},
      [
        `kong:kongAdminUri = "${CLOSED}": Kong's Admin API does not answer (ECONNREFUSED)`,
        `fusionauth:host = "${CLOSED}": FusionAuth does not answer (ECONNREFUSED)`,
        'The configuration has 2 problems; nothing was changed.',
      ],
    ],
    [
      'something at the address of Kong that is not Kong',
      { 'kong:kongAdminUri': 'UPSTREAM' },
      {},
      ["is not Kong's Admin API", 'fix: pulumi config set kong:kongAdminUri URL'],
    ],
  ])('names %s and the fix, and changes nothing', async (_, change, env, messages) => {
    const upstream = `http://127.0.0.1:${platform.ports.upstream}`;
    const config = { ...guideConfig(platform), ...change };
    for (const [key, value] of Object.entries(config))
      if (value === 'UPSTREAM') config[key] = upstream;
    stack.configure(config);

    const { code, output } = await stack.runIn(env, 'up', '--yes', '--skip-preview');
    expect(code).not.toBe(0);
    for (const message of messages) expect(output).toContain(message);
    expect(output).not.toMatch(/^\s+at /m);
    expect(await content()).toEqual(before);
  });
});
