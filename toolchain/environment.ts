import { delimiter, join } from 'node:path';

/** What the environment is made from. Nothing in it is read from the process. */
export interface EnvironmentSources {
  /** The user's own variables; what is set there is kept. */
  readonly user: NodeJS.ProcessEnv;
  readonly nodeDirectory: string;
  readonly cliDirectory: string;
  readonly local: string;
  readonly passphraseFile: string;
  readonly fusionAuthApiKey: string;
}

/** The variables that set-up adds for Pulumi and its plugins. */
export function toolEnvironment(sources: EnvironmentSources): Record<string, string> {
  const { user, local } = sources;
  const ours = [sources.nodeDirectory, sources.cliDirectory];
  const theirs = (user['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => part && !ours.includes(part));
  const added: Record<string, string> = {
    PATH: [...ours, ...theirs].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    // The stack file carries no encryption salt: each clone has a passphrase, and so a salt, of its own.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: 'true',
  };
  const unlessSet = (name: string, value: string) => {
    if (user[name] === undefined) added[name] = value;
  };
  if (user['PLUGINS'] !== 'official') added['PULUMI_HOME'] = join(local, 'pulumi');
  unlessSet('PULUMI_BACKEND_URL', `file://${join(local, 'state')}`);
  if (user['PULUMI_CONFIG_PASSPHRASE'] === undefined) {
    unlessSet('PULUMI_CONFIG_PASSPHRASE_FILE', sources.passphraseFile);
  }
  unlessSet('FA_API_KEY', sources.fusionAuthApiKey);
  added['NODE_COMPILE_CACHE'] = user['NODE_COMPILE_CACHE'] ?? join(local, 'compile-cache');
  return added;
}
