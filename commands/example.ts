import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { allowOrigin, serveWebApp } from '../examples/web-app/serve.ts';
import { stackPorts } from './embedded/ports.ts';
import { startPlatform } from './embedded/start.ts';
import { main } from './shared/main.ts';
import { openStack } from './shared/stack/stack.ts';
import { toolsFor } from './shared/tools.ts';
import { readVerifiable } from './verify/stack.ts';

const HELP = `npm run example

Brings the stack web-app of examples/web-app.yaml up on the embedded platform, builds its front end and serves it where
the stack's redirect URL leads, http://127.0.0.1:5173, until Ctrl-C.

Exit code: 0 stopped, 1 an error.`;

const STACK = 'web-app';
const API = 'notes';

await main({ help: HELP, options: {} }, async () => {
  const clone = join(import.meta.dirname, '..');
  const settings = join(clone, `Pulumi.${STACK}.yaml`);
  if (!existsSync(settings)) copyFileSync(join(clone, 'examples/web-app.yaml'), settings);
  const tools = await toolsFor(STACK);
  await openStack(tools, STACK).create();
  // The example upstream stands in for its API, as it does for the guide's.
  const ports = await stackPorts(clone, STACK, API);
  await startPlatform(tools, tools.platformDirectory, ports);

  const up = join(import.meta.dirname, 'up.ts');
  const child = spawn(process.execPath, [up, '--stack', STACK], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) return code ?? 1;

  const { outputs, provisioningKey } = await readVerifiable(tools, STACK);
  const fusionAuthUrl = new URL(outputs.loginUrl).origin;
  const [application] = outputs.access.applications;
  const home = new URL(application!.oauth!.redirectUrl);
  await allowOrigin(fusionAuthUrl, provisioningKey, home.origin);
  const stop = await serveWebApp({
    clientId: outputs.applicationId,
    fusionAuthUrl,
    apiUrl: outputs.apiUrl,
    directory: tools.platformDirectory,
    port: Number(home.port),
  });
  console.log(`${home.origin} as ${outputs.loginId} with ${outputs.password}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await stop();
  return 0;
});
