/** One thing wrong with the configuration, and how to mend it. */
export interface Problem {
  /** The setting, as a path: `applications[0].name`. */
  key: string;
  value?: unknown;
  fault: string;
  /** The command or edit that mends it. */
  fix: string;
}

/** Stops a program before anything is registered; the CLI prints the message without a stack trace. */
export class SettingsError extends Error {
  /** What Pulumi knows its RunError by. Commands throw this error, too, and need not load the SDK for it. */
  readonly __pulumiRunError = true;
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    const lines = problems.map(
      ({ key, value, fault, fix }) =>
        `  ${key}${shown(key, value)}: ${fault}\n    fix: ${pasteable(fix)}`,
    );
    super(`The configuration has ${count}; nothing was changed.\n${lines.join('\n')}`);
    this.problems = problems;
  }
}

/** The variables by which a command of this project says for which stack and platform it runs what. */
export const RUN_FOR = { stack: 'FUSIONAUTH_KONG_STACK', platform: 'FUSIONAUTH_KONG_PLATFORM' };

/**
 * A fix as it works when it is pasted. To whoever came by `npm run`, Pulumi need not be on the PATH, nor the stack
 * selected, and the servers may be the stand-ins.
 */
export function pasteable(fix: string, env: Readonly<NodeJS.ProcessEnv> = process.env): string {
  const stack = env[RUN_FOR.stack];
  if (!stack) return fix;
  const named = fix.includes('--stack') ? '' : ` --stack ${stack}`;
  const ours = fix.replaceAll(
    /(?<!run )\bpulumi (config (?:set|rm)|up|import|cancel)\b/g,
    `npm run pulumi -- $1${named}`,
  );
  if (env[RUN_FOR.platform] !== 'embedded') return ours;
  return ours.replace(/\bstart (Kong|FusionAuth)\b/, 'npm run embedded -- start');
}

/** Runs both readers, so that the problems of both come in one report. */
export function readTogether<A, B>(first: () => A, second: () => B): [A, B] {
  const problems: Problem[] = [];
  const results = [first, second].map((read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return results as [A, B];
}

/** A problem for each value that is there more than once. */
export function duplicates(
  key: string,
  values: readonly string[],
  fix = 'give each its own',
): Problem[] {
  const repeated = [...Map.groupBy(values, (value) => value)].filter(([, all]) => all.length > 1);
  return repeated.map(([value]) => ({ key, value, fault: 'is used more than once', fix }));
}

/** Secrets are never printed, nor objects and the configuration of plugins and containers, which may hold some. */
function shown(key: string, value: unknown): string {
  const secret = /password|secret|apiKey|privateKey|token$|\.config\b|\.environment\./i.test(key);
  const plain = [value]
    .flat()
    .every((part) => ['string', 'number', 'boolean'].includes(typeof part));
  if (secret || !plain) return '';
  return ` = ${JSON.stringify(value).replaceAll(/\/\/[^/@"]*@/g, '//[secret]@')}`;
}
