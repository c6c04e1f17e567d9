/** What the CLI says where it cannot read a stack's state, and what a user can do that it does not say. */
const WAYS_ON: readonly (readonly [RegExp, string])[] = [
  [
    /incorrect passphrase|message authentication failed/,
    'The passphrase is not the one that this was encrypted with: set PULUMI_CONFIG_PASSPHRASE or ' +
      'PULUMI_CONFIG_PASSPHRASE_FILE to that. Where it was changed since, older entries of the history need the older one.',
  ],
  [
    /failed to load checkpoint|unexpected end of JSON input/,
    "The state's file is damaged, as by a full disk. Nothing on the servers is lost: docs/backends.md says how to go back " +
      'to the copy from the step before.',
  ],
  [
    /snapshot integrity error/,
    'The state contradicts itself, as after an edit by hand: `pulumi state repair` mends it, or ' +
      '`pulumi stack import` with a state exported before.',
  ],
  [
    /stack is currently locked/,
    'If no other update runs, one was killed and has left its lock: `npm run recover` takes up what it left.',
  ],
  [
    /unable to open bucket|no such file or directory/,
    'The backend is not there: check PULUMI_BACKEND_URL or `pulumi login`, and that it can be reached.',
  ],
];

/** What the CLI said, with the way on behind it where there is one. */
export function withWayOn(said: string): string {
  const wayOn = WAYS_ON.find(([fault]) => fault.test(said))?.[1];
  return wayOn && !said.includes(wayOn) ? `${said.trimEnd()}\n${wayOn}\n` : said;
}
