/**
 * Runs a command: its result is the exit code, and an error is printed as its message alone,
 * without a stack trace unless DEBUG is set.
 */
export async function main(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    console.error(process.env['DEBUG'] && error instanceof Error ? error.stack : text);
    process.exitCode = 1;
  }
}
