import { parseArgs } from 'node:util';
import { STACK } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { checkGuide } from './guide/checks.ts';
import { asJson, asTable } from './guide/report.ts';
import { readStack } from './guide/stack.ts';
import { main } from './main.ts';

await main(async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      stack: { type: 'string', default: STACK },
    },
  });
  const { outputs, provisioningKey } = await readStack(await setUp(), values.stack);
  const checks = await checkGuide(outputs, provisioningKey);
  console.log(values.json ? asJson(values.stack, checks) : asTable(checks));
  return checks.every((check) => check.passed) ? 0 : 1;
});
