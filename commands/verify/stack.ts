import { withWayOn } from '../shared/state-faults.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ToolEnvironment } from '../../toolchain/setup.ts';
import { checkAccess, hasMoreThanGuide } from './access.ts';
import type { Check } from './checklist.ts';
import { checkGuide } from './checks.ts';
import { checkIdentity } from './identity.ts';
import { checkSignIn } from './sign-in.ts';
import { stackOutputs, type StackOutputs } from './outputs.ts';

const run = promisify(execFile);

/** A stack as the checks see it. */
export interface VerifiableStack {
  outputs: StackOutputs;
  /** The API key that FusionAuth is provisioned with. A secret. */
  provisioningKey: string;
}

/**
 * Reads a stack's outputs and the API key of its fusionauth provider.
 *
 * @throws Error if the stack is not up, or lacks an output that the guide's requests need.
 */
export async function readStack(tools: ToolEnvironment, stack: string): Promise<VerifiableStack> {
  const ask = async (...args: string[]) => {
    const { stdout } = await run(tools.pulumi, [...args, '--stack', stack, '--non-interactive'], {
      cwd: tools.clone,
      env: tools.env,
    });
    return stdout;
  };
  const configured = ask('config', 'get', 'fusionauth:apiKey').catch(() => undefined);
  const text = await ask('stack', 'output', '--json', '--show-secrets').catch((error: unknown) => {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(`Stack ${stack} has no outputs to verify.\n${withWayOn(stderr).trim()}`, {
      cause: error,
    });
  });
  const outputs = stackOutputs.safeParse(JSON.parse(text));
  if (!outputs.success) {
    const missing = outputs.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(
      `Stack ${stack} lacks the outputs ${missing}. Run \`pulumi up\`; ` +
        `loginId and password need a user in applications[0].users.`,
    );
  }
  const provisioningKey = ((await configured) ?? tools.env['FA_API_KEY'] ?? '').trim();
  return { outputs: outputs.data, provisioningKey };
}

/** Every check that a stack's outputs allow. */
export async function checkStack({ outputs, provisioningKey }: VerifiableStack): Promise<Check[]> {
  const guide = await checkGuide(outputs, provisioningKey);
  const access = hasMoreThanGuide(outputs) ? await checkAccess(outputs) : [];
  const identity = await checkIdentity(outputs);
  return [...guide, ...access, ...identity, ...(await checkSignIn(outputs))];
}
