import type { Check } from './checks.ts';

/** The checks as a table for people, with a closing line of counts. */
export function asTable(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const row = (name: string, expected: string, got: string, rest: string) =>
    `${name.padEnd(width)}  ${expected.padStart(8)}  ${got.padStart(4)}  ${rest}`.trimEnd();
  return [
    row('check', 'expected', 'got', ''),
    ...checks.map(({ name, expected, status, passed, said }) =>
      row(name, String(expected), String(status || '-'), `${passed ? 'ok' : 'FAILED'}  ${said}`),
    ),
    `${count(checks, true)} passed, ${count(checks, false)} failed`,
  ].join('\n');
}

/** The checks for programs. */
export function asJson(stack: string, checks: readonly Check[]): string {
  const counts = { passed: count(checks, true), failed: count(checks, false) };
  return JSON.stringify({ stack, ...counts, checks }, null, 2);
}

function count(checks: readonly Check[], passed: boolean): number {
  return checks.filter((check) => check.passed === passed).length;
}
