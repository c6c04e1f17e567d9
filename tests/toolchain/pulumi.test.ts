import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ensureStack, runPulumi } from '../../toolchain/pulumi.ts';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { script, temporaryDirectory, write } from './temporary.ts';

const COMMITTED = '# dev\nconfig:\n  kong:kongAdminUri: http://127.0.0.1:8001 # local\n';
const SALT = 'encryptionsalt: v1:abc=:v1:def:ghi\n';

/** A clone whose `pulumi` runs that shell script, and notes its arguments. */
function makeTools(body: string, stackFile = COMMITTED): ToolEnvironment {
  const clone = temporaryDirectory();
  const local = join(clone, '.local');
  write(join(clone, 'Pulumi.yaml'), 'name: guide\nruntime: nodejs\n');
  write(join(clone, 'Pulumi.dev.yaml'), stackFile);
  const home = { PULUMI_HOME: join(local, 'pulumi') };
  return {
    clone,
    local,
    platformDirectory: join(local, 'embedded'),
    fusionAuthApiKey: 'key',
    ground: { platform: 'embedded', providers: 'embedded', ownBackend: true },
    passphraseFile: join(local, 'passphrase'),
    pulumi: script(join(clone, 'pulumi'), `echo "$*" >> arguments\n${body}`),
    pulumiVersion: '3.256.0',
    added: { ...home, PULUMI_BACKEND_URL: `file://${join(local, 'state')}` },
    env: { PATH: process.env['PATH'], ...home },
  };
}

const read = (tools: ToolEnvironment, name: string) =>
  readFileSync(join(tools.clone, name), 'utf8');
const addSalt = `printf '${SALT}' >> Pulumi.dev.yaml`;

describe('the stack file after a command', () => {
  test('is as it was, although the CLI wrote its salt into it', async () => {
    const tools = makeTools(addSalt);
    await runPulumi(tools, ['up']);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(COMMITTED);
  });

  test('loses the salt after a failed command too', async () => {
    const tools = makeTools(`${addSalt}; exit 5`);
    await expect(runPulumi(tools, ['up'])).resolves.toBe(5);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(COMMITTED);
  });

  test('is as it was, although the CLI wrote it anew with a switch and a number as text', async () => {
    const committed = `${COMMITTED}  guide:protect: true\n  guide:tries: 3\n`;
    const anew = '  guide:protect: "true"\n  guide:tries: "3"\n';
    const rewrite = `printf '${COMMITTED}${anew}' > Pulumi.dev.yaml; ${addSalt}`;
    const tools = makeTools(rewrite, committed);
    await runPulumi(tools, ['up']);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(committed);
  });

  test('keeps what else the command changed in it', async () => {
    const tools = makeTools(`printf '  guide:issuer: x\\n' >> Pulumi.dev.yaml; ${addSalt}`);
    await runPulumi(tools, ['config', 'set', 'issuer', 'x']);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(`${COMMITTED}  guide:issuer: x\n`);
  });

  test('keeps the salt beside a secret setting, which cannot be read without it', async () => {
    const secret = '  guide:tok:\n    secure: v1:abc\n';
    const tools = makeTools(`printf '${secret}' >> Pulumi.dev.yaml; ${addSalt}`);
    await runPulumi(tools, ['config', 'set', '--secret', 'tok', 'x']);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(COMMITTED + secret + SALT);
  });

  test('keeps a salt that its owner committed', async () => {
    const tools = makeTools('exit 0', COMMITTED + SALT);
    await runPulumi(tools, ['up']);
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(COMMITTED + SALT);
  });
});

describe('running the CLI', () => {
  test('passes arguments, directory and exit code through', async () => {
    const tools = makeTools('pwd > directory; exit 7');
    await expect(runPulumi(tools, ['stack', 'output', 'a b'])).resolves.toBe(7);
    expect(read(tools, 'arguments')).toBe('stack output a b\n');
    expect(read(tools, 'directory')).toBe(`${tools.clone}\n`);
  });

  test('reports a killed CLI as a shell does', async () => {
    await expect(runPulumi(makeTools('kill -TERM $$'), [])).resolves.toBe(143);
  });
});

describe('making the stack', () => {
  test('creates and selects it, and leaves the stack file alone', async () => {
    const tools = makeTools(addSalt);
    await ensureStack(tools);
    expect(read(tools, 'arguments')).toBe('stack select dev --create --non-interactive\n');
    expect(read(tools, 'Pulumi.dev.yaml')).toBe(COMMITTED);
  });

  test('costs nothing once its state is there', async () => {
    const tools = makeTools('exit 1');
    write(join(tools.local, 'state', '.pulumi', 'stacks', 'guide', 'dev.json'), '{}');
    await ensureStack(tools);
    expect(() => read(tools, 'arguments')).toThrow('ENOENT');
  });

  test("is left to the user in the user's own backend", async () => {
    const made = makeTools('exit 1');
    const tools = { ...made, ground: { ...made.ground, ownBackend: false } };
    await ensureStack(tools);
    expect(() => read(tools, 'arguments')).toThrow('ENOENT');
  });

  test('says why it failed', async () => {
    const tools = makeTools('echo passphrase must be set >&2; exit 255');
    await expect(ensureStack(tools)).rejects.toThrow(
      /stack select dev.*\n.*passphrase must be set/,
    );
  });
});
