import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { stackPorts } from '../../commands/embedded/ports.ts';
import { Clone } from '../support/clone.ts';

describe('a stack on servers of others', () => {
  let clone: Clone;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    clone = await Clone.create();
    const home = join(clone.directory, 'home');
    mkdirSync(home);
    env = {
      PULUMI_HOME: home,
      PULUMI_BACKEND_URL: `file://${home}`,
      PULUMI_CONFIG_PASSPHRASE: 'x',
    };
    writeFileSync(join(clone.directory, 'Pulumi.prod.yaml'), stringify({ config: {} }));
  });

  afterAll(() => clone?.remove());

  it.each([
    'npm run drift -- --stack prod',
    'npm run preview -- --stack prod',
    'npm run verify -- --stack prod',
    'npm run pulumi -- preview --stack prod',
  ])("%s uses the user's plugins and backend, and says so", async (command) => {
    const { code, output } = await clone.shell(command, env);
    const home = join(clone.directory, 'home');
    expect(output).toContain(
      `Stack prod, platform existing: the official providers (${home}), the state in file://${home}.`,
    );
    expect(output).toContain("no stack named 'prod' found");
    expect(code).not.toBe(0);
  });

  it('is not destroyed without a terminal and without --yes', async () => {
    const { code, output } = await clone.shell('npm run destroy -- --stack prod', env);
    expect(output).toContain('say --yes to remove stack prod');
    expect(code).toBe(1);
  });
});

describe('the ports of the embedded servers', () => {
  it("are those of the stack's URLs; the example stands in for the guide's API alone", async () => {
    const clone = await Clone.create();
    try {
      const api = { upstream: 'http://127.0.0.1:3000', routes: [{ name: 'r', paths: ['/r'] }] };
      const write = (name: string) =>
        writeFileSync(
          join(clone.directory, 'Pulumi.dev.yaml'),
          stringify({
            config: {
              'kong:kongAdminUri': 'http://127.0.0.1:18001',
              'fusionauth-kong:apis': [{ name, ...api }],
            },
          }),
        );
      write('example_service');
      const ports = await stackPorts(clone.directory, 'dev');
      expect(ports).toEqual({
        kongAdmin: 18001,
        kongProxy: 8000,
        fusionAuth: 9011,
        upstream: 3000,
      });
      write('orders');
      expect((await stackPorts(clone.directory, 'dev')).upstream).toBe(0);
    } finally {
      clone.remove();
    }
  });
});
