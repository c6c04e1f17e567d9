import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Platform } from '../../embedded/platform.ts';
import { Clone } from '../support/clone.ts';
import { BAD_TIMES, FaultProxy, NO_ANSWERS } from '../support/fault-proxy.ts';
import { API_KEY, guideConfig, startTestPlatform } from '../support/stack.ts';

/** What reads both servers of a stack, and changes nothing. */
const COMMANDS = ['drift --stack dev', 'rotate status --stack dev', 'adopt --stack other'];
/** This one asks as adopt does, after starting the program. */
const PREVIEW = 'preview --stack dev';

/** What to do about it. */
const REMEDY =
  /pulumi -- config set --stack \w+ (kong:kongAdminUri|fusionauth:host) URL|run this again later/;

/** What a user has to read; a preview that failed is headed by what it is. */
const linesIn = (output: string) =>
  output.split('\n').filter((line) => line && !/^(Preview of|What follows)/.test(line)).length;

/** What no user can do anything with. */
const RAW =
  /^\s+at |TypeError|SyntaxError|Unexpected token|Cannot (read|destructure)|ZodError|undefined/m;

describe('commands while a server misbehaves', () => {
  let platform: Platform;
  let kong: FaultProxy;
  let fusionAuth: FaultProxy;
  let clone: Clone;

  const run = (command: string) =>
    clone.shell(`node toolchain/run.mjs ${command}`, { FA_API_KEY: API_KEY });

  beforeAll(async () => {
    platform = await startTestPlatform();
    kong = await FaultProxy.before(`http://127.0.0.1:${platform.ports.kongAdmin}`);
    fusionAuth = await FaultProxy.before(`http://127.0.0.1:${platform.ports.fusionAuth}`);
    clone = await Clone.create();
    const config = {
      ...guideConfig(platform),
      'kong:kongAdminUri': kong.url,
      'fusionauth:host': fusionAuth.url,
    };
    for (const stack of ['dev', 'other'])
      writeFileSync(join(clone.directory, `Pulumi.${stack}.yaml`), stringify({ config }));
    const { code, output } = await run('pulumi up --yes --skip-preview --stack dev');
    expect(output).toContain('created');
    expect(code).toBe(0);
  });

  afterAll(async () => {
    kong?.stop();
    fusionAuth?.stop();
    clone?.remove();
    await platform?.stop();
  });

  const faults = Object.entries({ ...BAD_TIMES, 'a page': NO_ANSWERS['a page']! });

  describe.each(['Kong', 'FusionAuth'])('%s', (server) => {
    it.each(faults)('%s: every command names the server and what to do', async (name, fault) => {
      const proxy = server === 'Kong' ? kong : fusionAuth;
      proxy.fault = () => fault;
      const commands = name === 'another API' ? [...COMMANDS, PREVIEW] : COMMANDS;
      const runs = await Promise.all(commands.map(run));
      proxy.fault = () => undefined;
      for (const [at, { code, output }] of runs.entries()) {
        expect.soft(code, commands[at]).not.toBe(0);
        expect.soft(output, commands[at]).toContain(server);
        expect.soft(output, commands[at]).toContain(proxy.url);
        expect.soft(output, commands[at]).not.toMatch(RAW);
        expect.soft(output, commands[at]).toMatch(REMEDY);
        expect.soft(linesIn(output), output).toBeLessThanOrEqual(5);
      }
    });
  });

  it('go on as soon as both answer', async () => {
    for (const { code, output } of await Promise.all([...COMMANDS, PREVIEW].map(run)))
      expect(code, output).toBe(0);
  });
});
