import type { Effect, Link, Server } from '../../catalogue/kind.ts';

/** A request that undoes a difference. Its body may hold secrets and is never shown. */
export interface Restoring {
  method: 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
}

/** One difference between what a stack declares and what the servers hold. */
export interface Finding {
  server: Server;
  kind: 'changed' | 'missing' | 'foreign';
  /** The object as people know it: `jwt plugin of service orders`. */
  object: string;
  /** Dotted, in the server's words where they are known, else in the provider's. */
  property?: string;
  /** As they may be shown: shortened, without secrets. */
  declared?: string;
  live?: string;
  effect: Effect;
  /** What follows from it, in one sentence. */
  meaning: string;
  /** The link of the trust chain that it concerns. */
  link: Link;
  /** The declared resource that it concerns. */
  urn?: string;
  /** Resource and property by which Pulumi's own findings and ours are recognised as the same. */
  seenAs?: string;
  /** What it opens to set it back, for what is there is stronger or narrower than declared. */
  weakens?: string;
  /** Whether `pulumi up --refresh` sees it, and so restores it. */
  byPulumi: boolean;
  /** What undoes it where Pulumi does not. */
  request?: Restoring;
  /** What has to be out of the way for Pulumi to restore it. */
  makesWay?: Restoring;
  /** Nothing is declared here, or Pulumi is told to ignore it: it sees a difference and leaves it. */
  leftByPulumi?: boolean;
}

/** `urn` and the provider's top-level property; no property stands for the whole resource. */
export function sighting(urn: string, property = ''): string {
  return `${urn}#${property}`;
}

/**
 * One list of what the servers show and what Pulumi's refresh shows: where both see a difference,
 * ours has the better words and Pulumi the better means.
 */
export function merge(ours: readonly Finding[], pulumis: readonly Finding[]): Finding[] {
  const seen = new Set(pulumis.map(({ seenAs }) => seenAs));
  const known = new Set(ours.map(({ seenAs }) => seenAs));
  return [
    ...ours.map((finding) => ({
      ...finding,
      byPulumi: seen.has(finding.seenAs) && !finding.leftByPulumi,
    })),
    ...pulumis.filter(({ seenAs }) => !known.has(seenAs)),
  ].toSorted(byWeight);
}

/** What a finding is called where it is accepted: the object as the report has it, and the property that differs. */
export function acceptedName({ kind, object, property }: Finding): string {
  return kind === 'changed' && property ? `${object} ${property}` : object;
}

/** Without what is named as accepted. That something declared is gone is never accepted. */
export function withoutAccepted(findings: Finding[], accepted: readonly string[] = []): Finding[] {
  return findings.filter((one) => one.kind === 'missing' || !accepted.includes(acceptedName(one)));
}

const WEIGHT: Record<Effect, number> = { opens: 0, breaks: 1, differs: 2 };

/** What others added and opens an API comes first: nobody who reads the program knows of it. */
function byWeight(a: Finding, b: Finding): number {
  return (
    WEIGHT[a.effect] - WEIGHT[b.effect] ||
    (a.effect === 'opens' ? Number(b.kind === 'foreign') - Number(a.kind === 'foreign') : 0) ||
    a.object.localeCompare(b.object) ||
    (a.property ?? '').localeCompare(b.property ?? '')
  );
}
