/** A command, in a line. */
export interface CommandUse {
  /** As package.json has it. */
  name: string;
  does: string;
  /** How long it takes, on two cores and a stack of the guide's size. */
  takes: string;
}

/** Every command by what it is for, in the order in which a newcomer meets them; package.json has the same. */
export const USES: Readonly<Record<string, readonly CommandUse[]>> = {
  'To begin with': [
    { name: 'up', does: 'brings a stack up and proves it', takes: '15 s; minutes the first time' },
    { name: 'verify', does: 'makes the requests that prove it again', takes: '3 s' },
    {
      name: 'example',
      does: 'serves a front end that signs in, and its API',
      takes: 'until Ctrl-C',
    },
    { name: 'destroy', does: 'removes what a stack declared', takes: '10 s' },
    { name: 'down', does: 'stops the stand-ins; they keep their state', takes: '1 s' },
    { name: 'help', does: 'lists the commands', takes: '1 s' },
  ],
  'To change what runs': [
    {
      name: 'preview',
      does: 'says what an update would change, who loses access first',
      takes: '5 s',
    },
    { name: 'drift', does: 'finds, and undoes, what was changed by hand', takes: '5 s' },
    { name: 'recover', does: 'mends a stack whose update was cut off', takes: '10 s' },
    { name: 'rotate', does: 'makes the next step of a key rotation', takes: '3 s a step' },
    { name: 'adopt', does: 'takes over servers that were set up by hand', takes: '20 s' },
    {
      name: 'fleet',
      does: 'does up, verify, preview and drift for all stacks of the repository',
      takes: 'as the stacks do',
    },
  ],
  'To go by hand': [
    {
      name: 'pulumi',
      does: "any command of Pulumi's, in this project's environment",
      takes: 'as it does',
    },
    { name: 'env', does: 'prints that environment for a shell', takes: '1 s' },
    {
      name: 'embedded',
      does: 'starts, stops and resets the stand-ins by themselves',
      takes: '2 s',
    },
  ],
  'To change this project': [
    {
      name: 'check',
      does: 'format, lint, types and unit tests: the first answer',
      takes: 'under 1 min',
    },
    { name: 'test', does: 'all of that and every other test', takes: 'minutes' },
    { name: 'lint', does: 'what check does without the tests', takes: '40 s' },
    { name: 'sdks', does: "makes the providers' SDKs anew", takes: '30 s' },
    { name: 'pack', does: 'makes the components an npm package', takes: '10 s' },
    { name: 'supply-chain', does: 'checks and lists what this project is made of', takes: '10 s' },
    { name: 'parity', does: 'compares the stand-ins with the real parts', takes: '30 min' },
    { name: 'bench', does: 'times stacks of many sizes', takes: 'an hour' },
  ],
};
