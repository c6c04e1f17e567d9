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
  // `npm run` puts folders of its own in front, which a shell that evaluates these lines must not keep.
  const npms = user['npm_lifecycle_event'] ? /\/node_modules\/(\.bin|.*\/node-gyp-bin)$/ : /^$/;
  const theirs = (user['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => part && !ours.includes(part) && !npms.test(part));
  const added: Record<string, string> = {
    PATH: [...ours, ...theirs].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    // The stack file carries no encryption salt: each clone has a passphrase, and so a salt, of its own.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: 'true',
  };
  // A shell that evaluated `npm run env` has our own values already: they are still ours.
  const unlessSet = (name: string, value: string) => {
    if (user[name] === undefined || user[name] === value) added[name] = value;
  };
  const embeddedHome = join(local, 'pulumi');
  if (wantsEmbeddedPlugins(user['PLUGINS'])) {
    added['PULUMI_HOME'] = embeddedHome;
  } else if (user['PULUMI_HOME'] === embeddedHome) {
    added['PULUMI_HOME'] = join(user['HOME'] ?? '', '.pulumi');
  }
  unlessSet('PULUMI_BACKEND_URL', `file://${join(local, 'state')}`);
  if (user['PULUMI_CONFIG_PASSPHRASE'] === undefined) {
    unlessSet('PULUMI_CONFIG_PASSPHRASE_FILE', sources.passphraseFile);
  }
  unlessSet('FA_API_KEY', sources.fusionAuthApiKey);
  added['NODE_COMPILE_CACHE'] = user['NODE_COMPILE_CACHE'] ?? join(local, 'compile-cache');
  return added;
}

/** With PLUGINS=official the plugins are those of the user's own PULUMI_HOME, or downloaded into it. */
function wantsEmbeddedPlugins(wish = 'embedded'): boolean {
  if (wish === 'embedded' || wish === 'official') return wish === 'embedded';
  throw new Error(`PLUGINS is ${JSON.stringify(wish)}; it must be embedded, official or unset`);
}
