import { USES, type CommandUse } from './help/uses.ts';
import { main } from './shared/main.ts';

const HELP = `npm run help

Lists every command by what it is for, how long it takes, and what its exit code says.

Exit code: 0.`;

/** What every command means by its exit code; a command's own help says which of them it has. */
const EXIT_CODES = [
  ['0', 'done, and all is as it should be'],
  ['1', 'an error, an argument that is not known, or a check that failed'],
  ['2', 'no such command'],
  ['3', 'embedded status: the stand-ins do not run'],
  ['7', 'drift: something was changed past the stack'],
  ['else', "npm run pulumi: the CLI's own, such as 5 for a policy"],
] as const;

await main({ help: HELP }, () => {
  for (const [title, commands] of Object.entries(USES)) {
    console.log(`${title}\n${commands.map(asLine).join('\n')}\n`);
  }
  console.log(
    `Exit codes\n${EXIT_CODES.map(([code, text]) => `  ${code.padEnd(5)} ${text}`).join('\n')}\n`,
  );
  console.log('npm run COMMAND -- --help explains one. Begin with: npm run up');
  return Promise.resolve(0);
});

function asLine({ name, does, takes }: CommandUse): string {
  const line = name === 'test' ? 'npm test' : `npm run ${name}`;
  return `  ${line.padEnd(20)} ${does.padEnd(62)} ${takes}`;
}
