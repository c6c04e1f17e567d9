import { STACK, ensureStack, runPulumi } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { asTable } from './guide/report.ts';
import { checkStack, readStack } from './guide/stack.ts';
import { main } from './main.ts';
import { runsOwnServers, stackPorts } from './platform/ports.ts';
import { describePlatform, startPlatform } from './platform/start.ts';

await main(async () => {
  const tools = await setUp();
  if (!(await runsOwnServers(tools.clone, STACK))) {
    const ports = await stackPorts(tools.clone, STACK);
    console.log(describePlatform(await startPlatform(tools, tools.platformDirectory, ports)));
  }

  await ensureStack(tools);
  const code = await runPulumi(tools, ['up', '--yes', '--stack', STACK]);
  if (code !== 0) return code;

  const checks = await checkStack(await readStack(tools, STACK));
  console.log(asTable(checks));
  return checks.every((check) => check.passed) ? 0 : 1;
});
