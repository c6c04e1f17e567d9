import { delimiter, join } from 'node:path';
import type { Ground } from './ground.ts';

/** What the environment is made from. Nothing in it is read from the process. */
export interface EnvironmentSources {
  /** The user's own variables; what is set there is kept. */
  readonly user: NodeJS.ProcessEnv;
  readonly ground: Pick<Ground, 'platform' | 'providers'>;
  readonly nodeDirectory: string;
  readonly cliDirectory: string;
  readonly local: string;
  readonly passphraseFile: string;
  readonly fusionAuthApiKey: string;
}

/** The variables that set-up adds for Pulumi and its providers. */
export function toolEnvironment(sources: EnvironmentSources): Record<string, string> {
  const { user, local, ground } = sources;
  const isEmbedded = ground.platform === 'embedded';
  const ours = [sources.nodeDirectory, sources.cliDirectory];
  // `npm run` puts folders of its own in front, which a shell that evaluates these lines must not keep.
  const npms = user['npm_lifecycle_event'] ? /\/node_modules\/(\.bin|.*\/node-gyp-bin)$/ : /^$/;
  const theirs = (user['PATH'] ?? '')
    .split(delimiter)
    .filter((part) => part && !ours.includes(part) && !npms.test(part));
  const added: Record<string, string> = {
    PATH: [...ours, ...theirs].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    // The embedded stack's file carries no encryption salt: each clone has a passphrase, and so a salt, of its own.
    ...(isEmbedded && { PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: 'true' }),
  };
  // A shell that evaluated `npm run env` has our own values already: they are still ours.
  const unlessSet = (name: string, value: string) => {
    if (user[name] === undefined || user[name] === value) added[name] = value;
  };
  const embeddedHome = join(local, 'pulumi');
  if (ground.providers === 'embedded') {
    added['PULUMI_HOME'] = embeddedHome;
  } else if (user['PULUMI_HOME'] === embeddedHome) {
    added['PULUMI_HOME'] = join(user['HOME'] ?? '', '.pulumi');
  }
  if (isEmbedded) {
    unlessSet('PULUMI_BACKEND_URL', `file://${join(local, 'state')}`);
    if (user['PULUMI_CONFIG_PASSPHRASE'] === undefined)
      unlessSet('PULUMI_CONFIG_PASSPHRASE_FILE', sources.passphraseFile);
    unlessSet('FA_API_KEY', sources.fusionAuthApiKey);
  }
  added['NODE_COMPILE_CACHE'] = user['NODE_COMPILE_CACHE'] ?? join(local, 'compile-cache');
  return added;
}
