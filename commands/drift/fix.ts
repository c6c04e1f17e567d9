import {
  connect,
  close,
  declaredOf,
  detect,
  type Clients,
  type Drift,
  type Subject,
} from './detect.ts';
import type { Finding } from './finding.ts';
import { remedyOf, remedyText } from './remedy.ts';

/** What `--fix` would do, in its order. */
export function planText({ findings }: Drift): string {
  const steps = [
    ...named('Remove what was added by hand:', findings, 'remove'),
    ...named('Set back what Pulumi does not see:', findings, 'restore'),
    ...named('Let `pulumi up --refresh` restore:', findings, 'pulumi'),
    ...named('Expected to follow from that:', findings, 'hand'),
  ];
  return steps.join('\n');
}

function named(title: string, findings: readonly Finding[], remedy: string): string[] {
  const own = findings.filter((finding) => remedyOf(finding) === remedy);
  if (own.length === 0) return [];
  return [
    title,
    ...own.map((finding) => {
      const { object, property } = finding;
      const what = property ? `${object}, ${property}` : object;
      return remedy === 'pulumi' || remedy === 'hand'
        ? `  ${what}`
        : `  ${what}\n      ${remedyText(finding)}`;
    }),
  ];
}

/**
 * Restores what is declared, and looks again.
 *
 * Only what the plan named is touched: foreign objects go first, since they may stand in the way of
 * what is missing, and what Pulumi does not see is set back before it writes the servers' values into
 * its state. A provider may report a change and yet leave it (an optional list, for one): what is
 * still there afterwards is set back by a request as well.
 *
 * @param up runs `pulumi up --refresh --yes` and resolves to its exit code.
 * @returns what is left.
 * @throws Error if a server refuses a request or the update fails.
 */
export async function fix(
  subject: Subject,
  { findings }: Drift,
  up: () => Promise<number>,
): Promise<Drift> {
  const clients = connect(await declaredOf(subject));
  try {
    await sendAll(
      clients,
      findings.filter((finding) => remedyOf(finding) === 'remove'),
    );
    await sendAll(
      clients,
      findings.filter((finding) => remedyOf(finding) === 'restore'),
    );
    if (findings.some(({ byPulumi, request }) => byPulumi || !request)) {
      const code = await up();
      if (code !== 0) throw new Error(`pulumi up --refresh ended with ${code}; see above.`);
    }
    const left = await detect(subject);
    const named = new Set(findings.map(identity));
    const again = left.findings
      .filter(({ request }) => request)
      .filter((one) => named.has(identity(one)));
    if (again.length === 0) return left;
    await sendAll(clients, again);
    return await detect(subject);
  } finally {
    close(clients);
  }
}

function identity({ object, property, kind }: Finding): string {
  return JSON.stringify([object, property, kind]);
}

async function sendAll(clients: Clients, findings: readonly Finding[]): Promise<void> {
  for (const { server, request } of findings) {
    if (!request) continue;
    const client = server === 'Kong' ? clients.kong : clients.fusionAuth;
    await client.send(request.method, request.path, request.body);
  }
}
