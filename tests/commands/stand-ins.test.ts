import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { Clone, freePorts } from '../support/clone.ts';
import { guideConfig } from '../support/stack.ts';

describe('a stack whose stand-ins were stopped or reset', () => {
  // Each test is a deployment or two, and checks wait for a gateway that may still be settling.
  vi.setConfig({ testTimeout: 180_000 });

  let clone: Clone;

  beforeAll(async () => {
    clone = await Clone.create();
    const [kongAdmin, kongProxy, fusionAuth, upstream] = (await freePorts(4)) as [
      ...[number, number, number, number],
    ];
    const ports = { kongAdmin, kongProxy, fusionAuth, upstream };
    const config = guideConfig({ ports, stop: () => Promise.resolve() });
    writeFileSync(join(clone.directory, 'Pulumi.dev.yaml'), stringify({ config }));
    const { code, output } = await clone.shell('npm run up');
    expect(code, output).toBe(0);
  });

  afterAll(async () => {
    await clone?.shell('npm run down');
    clone?.remove();
  });

  it('comes up again by the command that reset, and up, name', async () => {
    const reset = await clone.shell('npm run embedded -- reset');
    expect(reset.output).toContain('  npm run up -- --refresh\n');
    const up = await clone.shell('npm run up');
    expect(up.code).toBe(1);
    expect(up.output).not.toContain('Log in and call it yourself');
    const [, way] = /by hand: (npm run up .*)/.exec(up.output)!;
    const { code, output } = await clone.shell(way!);
    expect(output).toContain('9 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('is told how to start them, by verify and by destroy', async () => {
    await clone.shell('npm run down');
    const verify = await clone.shell('npm run verify');
    expect(verify.output).toContain('started by: npm run embedded -- start');
    expect(verify.code).toBe(1);
    const destroy = await clone.shell('npm run destroy');
    expect(destroy.output).toContain(
      'fix: npm run embedded -- start, or npm run pulumi -- config set --stack dev kong:kongAdminUri URL',
    );
    expect(destroy.code).toBe(1);
  });
});
