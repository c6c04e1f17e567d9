import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { clone } from '../../toolchain/paths.ts';
import type { AuditException } from './exceptions.ts';

const GOVULNCHECK = 'golang.org/x/vuln/cmd/govulncheck@v1.1.4';

/** A known vulnerability of something that this project is made from. */
export interface Vulnerability {
  /** Of the advisory: `GHSA-…` or `GO-…`. */
  id: string;
  /** The package or module. */
  part: string;
  title: string;
}

/**
 * Asks for the known vulnerabilities of npm's packages and Go's modules.
 *
 * @returns a line for each that has no exception, and for each exception that has run out or is of nothing any more.
 * @throws Error if npm or Go cannot ask.
 */
export async function audit(exceptions: readonly AuditException[], now: Date): Promise<string[]> {
  const [npm, go] = await Promise.all([
    output('npm', ['audit', '--json', '--package-lock-only'], clone),
    // What is built here is called or not: only what is called counts.
    output('go', ['run', GOVULNCHECK, '-format', 'json', './...'], join(clone, 'toolchain')),
  ]);
  return judge([...npmVulnerabilities(npm), ...goVulnerabilities(go)], exceptions, now);
}

/** What of it is left to look at. */
export function judge(
  found: readonly Vulnerability[],
  exceptions: readonly AuditException[],
  now: Date,
): string[] {
  const today = now.toISOString().slice(0, 10);
  const valid = exceptions.filter(({ until }) => until >= today);
  return [
    ...found
      .filter(({ id }) => !valid.some((one) => one.id === id))
      .map(({ id, part, title }) => `${id} in ${part}: ${title}`),
    ...exceptions
      .filter(({ id }) => !found.some((one) => one.id === id))
      .map(({ id }) => `${id}: the exception is of nothing any more; take it out`),
  ];
}

const npmReport = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      // A text names another package that has the vulnerability.
      via: z.array(z.union([z.string(), z.object({ url: z.string(), title: z.string() })])),
    }),
  ),
});

/** What `npm audit --json` says. @throws Error if it could not ask. */
export function npmVulnerabilities(text: string): Vulnerability[] {
  const report = npmReport.safeParse(JSON.parse(text));
  if (!report.success) throw new Error(`npm audit has no report: ${text.slice(0, 300)}`);
  return Object.entries(report.data.vulnerabilities).flatMap(([part, { via }]) =>
    via.flatMap((one) =>
      typeof one === 'string' ? [] : { id: one.url.split('/').at(-1)!, part, title: one.title },
    ),
  );
}

const goMessage = z.object({
  osv: z.object({ id: z.string(), summary: z.string().default('') }).optional(),
  finding: z
    .object({
      osv: z.string(),
      trace: z.array(z.looseObject({ module: z.string(), function: z.string().optional() })),
    })
    .optional(),
});

/** What `govulncheck -format json` says: objects one after another. Only what is called counts. */
export function goVulnerabilities(text: string): Vulnerability[] {
  const messages = text
    .split(/^(?=\{)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => goMessage.parse(JSON.parse(part)));
  const titles = new Map(messages.flatMap(({ osv }) => (osv ? [[osv.id, osv.summary]] : [])));
  const called = messages.flatMap(({ finding }) => {
    const [first] = finding?.trace ?? [];
    return finding && first?.function ? [[finding.osv, first.module] as const] : [];
  });
  return [...new Map(called)].map(([id, part]) => ({ id, part, title: titles.get(id) ?? '' }));
}

/** Both end with another code than 0 where they find something. */
function output(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { cwd, maxBuffer: 256 * 1024 * 1024 };
  execFile(command, args, options, (error, stdout, stderr) => {
    if (stdout.trim() !== '') resolve(stdout);
    else reject(new Error(`${command} ${args.join(' ')} failed: ${stderr || error?.message}`));
  });
  return promise;
}
