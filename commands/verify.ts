import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { STACK } from '../toolchain/pulumi.ts';
import { setUp } from '../toolchain/setup.ts';
import { asJUnit, asJson, asTable } from './guide/report.ts';
import { checkStack, readStack } from './guide/stack.ts';
import { main } from './main.ts';

await main(async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      junit: { type: 'string' },
      stack: { type: 'string', default: STACK },
    },
  });
  const checks = await checkStack(await readStack(await setUp(), values.stack));
  if (values.junit) await writeFile(values.junit, asJUnit(values.stack, checks));
  console.log(values.json ? asJson(values.stack, checks) : asTable(checks));
  return checks.every((check) => check.passed) ? 0 : 1;
});
