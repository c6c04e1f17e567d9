import { styleText } from 'node:util';
import type { Check } from './checklist.ts';

/** The checks as a table for people, with a closing line of counts. */
export function asTable(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const row = (name: string, expected: string, got: string, rest: string) =>
    `${name.padEnd(width)}  ${expected.padStart(8)}  ${got.padStart(4)}  ${rest}`.trimEnd();
  return [
    row('check', 'expected', 'got', ''),
    ...checks.map(({ name, expected, status, passed, said }) =>
      row(
        name,
        String(expected),
        String(status || '-'),
        `${passed ? 'ok' : styleText('red', 'FAILED')}  ${said}`,
      ),
    ),
    `${count(checks, true)} passed, ${count(checks, false)} failed`,
  ].join('\n');
}

/** The checks for programs. */
export function asJson(stack: string, checks: readonly Check[]): string {
  const counts = { passed: count(checks, true), failed: count(checks, false) };
  return JSON.stringify({ stack, ...counts, checks }, null, 2);
}

/** The checks for CI servers, in the JUnit format that they all read. */
export function asJUnit(stack: string, checks: readonly Check[]): string {
  const failed = count(checks, false);
  const suite = `name="verify ${escaped(stack)}" tests="${checks.length}" failures="${failed}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite ${suite}>`,
    ...checks.map(asTestCase),
    '</testsuite>',
    '',
  ].join('\n');
}

function asTestCase({ name, expected, status, said, passed }: Check): string {
  const head = `  <testcase classname="verify" name="${escaped(name)}"`;
  if (passed) return `${head}/>`;
  const message = `expected ${expected}, got ${status || 'no answer'}`;
  return `${head}>\n    <failure message="${message}">${escaped(said)}</failure>\n  </testcase>`;
}

/** Text in XML 1.0, which has no way at all to hold most control characters. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

function count(checks: readonly Check[], passed: boolean): number {
  return checks.filter((check) => check.passed === passed).length;
}
