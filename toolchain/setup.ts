import { join } from 'node:path';
import { obtainCli } from './cli.ts';
import { toolEnvironment } from './environment.ts';
import { groundOf, platformOf, type Ground } from './ground.ts';
import { cacheDirectory, clone, localDirectory, nodeDirectory } from './paths.ts';
import { layOutProviders } from './providers.ts';
import { generatedSecret, makePrivateDirectory } from './secrets.ts';

/** What a clone has of its own, without any tool. */
export interface LocalSetUp {
  /** State, keys, logs and providers of this clone; .local unless LOCAL_DIR says otherwise. */
  readonly local: string;
  /** Where the embedded platform keeps its state. */
  readonly platformDirectory: string;
  /** The key with which the embedded FusionAuth is provisioned. A secret. */
  readonly fusionAuthApiKey: string;
  /** The file with the passphrase of the stack's secrets. */
  readonly passphraseFile: string;
}

/** What the commands need to run Pulumi. */
export interface ToolEnvironment extends LocalSetUp {
  /** The repository's root. */
  readonly clone: string;
  /** Whose providers and which backend these tools use. */
  readonly ground: Ground;
  /** The `pulumi` executable. */
  readonly pulumi: string;
  readonly pulumiVersion: string;
  /** Exactly the variables that set-up adds to the user's. */
  readonly added: Readonly<Record<string, string>>;
  /** The user's variables and the added ones, for child processes. */
  readonly env: NodeJS.ProcessEnv;
}

/** Makes the clone's own directory and its generated secrets. Enough for the embedded platform. */
export function setUpLocal(user: NodeJS.ProcessEnv = process.env): LocalSetUp {
  const local = localDirectory(user);
  makePrivateDirectory(local);
  return {
    local,
    platformDirectory: join(local, 'embedded'),
    fusionAuthApiKey: user['FA_API_KEY'] ?? generatedSecret(local, 'fusionauth-api-key').value,
    passphraseFile: generatedSecret(local, 'passphrase').path,
  };
}

/** The stack of the embedded platform. */
export const STACK = 'dev';

/**
 * Obtains and lays out everything that Pulumi needs here for a stack. Cheap when nothing is to be done.
 *
 * @param stack whose platform decides about providers and backend.
 */
export async function setUp(
  stack = STACK,
  user: NodeJS.ProcessEnv = process.env,
): Promise<ToolEnvironment> {
  const own = setUpLocal(user);
  const ground = groundOf(platformOf(clone, stack), user);
  makePrivateDirectory(join(own.local, 'state'));
  const [cli] = await Promise.all([
    obtainCli({ env: user, cache: cacheDirectory(user) }),
    layOutProviders({ clone, localDirectory: own.local }),
  ]);
  const added = toolEnvironment({
    ...own,
    ...{ user, ground, nodeDirectory },
    cliDirectory: cli.directory,
  });
  return {
    ...own,
    clone,
    ground,
    pulumi: join(cli.directory, 'pulumi'),
    pulumiVersion: cli.version,
    added,
    env: { ...user, ...added },
  };
}
