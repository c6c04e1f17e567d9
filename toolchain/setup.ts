import { join } from 'node:path';
import { obtainCli } from './cli.ts';
import { toolEnvironment } from './environment.ts';
import { cacheDirectory, clone, localDirectory, nodeDirectory } from './paths.ts';
import { layOutPlugins } from './plugins.ts';
import { generatedSecret, makePrivateDirectory } from './secrets.ts';

/** What a clone has of its own, without any tool. */
export interface LocalSetUp {
  /** State, keys, logs and plugins of this clone; .local unless LOCAL_DIR says otherwise. */
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

/** Obtains and lays out everything that Pulumi needs here. Cheap when nothing is to be done. */
export async function setUp(user: NodeJS.ProcessEnv = process.env): Promise<ToolEnvironment> {
  const own = setUpLocal(user);
  makePrivateDirectory(join(own.local, 'state'));
  const [cli] = await Promise.all([
    obtainCli({ env: user, cache: cacheDirectory(user) }),
    layOutPlugins({ clone, localDirectory: own.local }),
  ]);
  const added = toolEnvironment({ ...own, user, nodeDirectory, cliDirectory: cli.directory });
  return {
    ...own,
    clone,
    pulumi: join(cli.directory, 'pulumi'),
    pulumiVersion: cli.version,
    added,
    env: { ...user, ...added },
  };
}
