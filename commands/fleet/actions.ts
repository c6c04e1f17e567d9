import { count } from '../shared/shown.ts';
import { openStack, type StackPlace } from '../shared/stack/stack.ts';
import { previewOf } from '../shared/preview/changes.ts';
import { detect } from '../drift/detect.ts';
import { asMarkdown as driftAsMarkdown } from '../drift/report/markdown.ts';
import { asTable as driftAsTable } from '../drift/report/table.ts';
import { asMarkdown, asText } from '../preview/markdown.ts';
import { summarize } from '../shared/preview/summary.ts';
import { asTable as checksAsTable } from '../verify/report.ts';
import { verify as verifyStack } from '../verify/stack.ts';
import type { Outcome } from './order.ts';

/** What is done with one stack. */
export interface ActionOptions {
  policyPacks?: string[];
  /** Is told now and then how many objects of a stack have been done with. */
  onProgress?: (done: number) => void;
}

type Came = Omit<Outcome, 'stack' | 'seconds'>;
type Action = (place: StackPlace, stack: string, options: ActionOptions) => Promise<Came>;

/** What a fleet is led through, besides being listed. Each throws an Error if it fails for a stack. */
export const ACTIONS = { preview, up, drift, verify } satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;

async function preview(
  place: StackPlace,
  name: string,
  { policyPacks }: ActionOptions,
): Promise<Came> {
  const seen = await openStack(place, name).preview(policyPacks ? { policyPacks } : {});
  const previewed = previewOf(seen, name);
  const summary = summarize(previewed);
  return {
    status: seen.code !== 0 ? 'failed' : previewed.changes.length > 0 ? 'found' : 'passed',
    summary: summary.headline.replace(/^[^:]*: /, ''),
    details: asText(summary),
    markdown: (limit) => asMarkdown(summary, limit),
  };
}

async function up(
  place: StackPlace,
  name: string,
  { policyPacks, onProgress }: ActionOptions,
): Promise<Came> {
  const changes = await openStack(place, name).update({
    ...(policyPacks && { policyPacks }),
    ...(onProgress && { onProgress }),
  });
  const counts = Object.entries(changes).map(([operation, number]) => `${number} ${operation}`);
  return { status: 'passed', summary: counts.join(', ') || 'nothing declared', details: '' };
}

async function drift(place: StackPlace, name: string): Promise<Came> {
  const found = await detect({ stack: openStack(place, name), env: place.env });
  const { findings, declared } = found;
  return {
    status: findings.length > 0 ? 'found' : 'passed',
    summary:
      findings.length > 0
        ? count(findings.length, 'difference')
        : `no drift in ${count(declared, 'object')}`,
    details: findings.length > 0 ? driftAsTable(found) : '',
    markdown: () => driftAsMarkdown(found),
  };
}

async function verify(place: StackPlace, name: string): Promise<Came> {
  const { checks } = await verifyStack(place, name);
  const failed = checks.filter(({ passed }) => !passed).length;
  return {
    status: failed > 0 ? 'failed' : 'passed',
    summary: `${checks.length - failed} passed, ${failed} failed`,
    details: failed > 0 ? checksAsTable(checks) : '',
  };
}
