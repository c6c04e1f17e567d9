import {
  consequenceOf,
  isLeftToOthers,
  kindOf,
  propertyOf,
  reopening,
} from '../../catalogue/catalogue.ts';
import { breaks } from '../../catalogue/kind.ts';
import { nameOf, shortType } from '../shared/urn.ts';
import { isObject } from '../../catalogue/values.ts';
import type { Resource, Step } from '../shared/stack/shapes.ts';
import { sighting, type Finding } from '../shared/finding.ts';
import { makeWay, setBack } from './fusionauth.ts';
import { canonical } from './same.ts';
import { shown } from '../shared/shown.ts';

/**
 * What a refresh saw, as findings.
 *
 * The engine's events are the only complete source: what `--json` prints leaves out the changes of every provider
 * that sends no detailed diff, the fusionauth provider among them.
 */
export function readRefresh(steps: readonly Step[]): Finding[] {
  return steps.flatMap(findingsOf);
}

function findingsOf({ op, urn, oldState: old, newState: found }: Step): Finding[] {
  if (!old || !/^(kong|fusionauth):/.test(old.type)) return [];
  const { type } = old;
  const resource = { urn, ...old };
  if (op === 'delete') {
    const consequence = kindOf(type)?.missing ?? breaks('what it does is not done');
    return [{ ...commonOf(resource), kind: 'missing', seenAs: sighting(urn), ...consequence }];
  }
  // The engine calls it the same where only what the program says nothing about differs.
  if (!/^(update|same)$/.test(op) || !found) return [];
  return differences(old.outputs, found.outputs).flatMap((difference) => {
    const { path, before } = difference;
    // What nobody declared and nothing hangs on is for others to change: a profile, a theme, a mail server.
    if (!isDeclared(old.inputs, path) && !concerns(type, path)) return [];
    const left = !isDeclared(old.inputs, path) || HANDED_OVER.test(path);
    const makesWay = makeWay(type, old.id, path, old.inputs);
    const request = left ? setBack(type, old.id, path, before) : undefined;
    return [
      {
        ...changed(resource, difference),
        ...(op === 'same' && { byPulumi: false }),
        ...(request && { byPulumi: false, request }),
        ...(makesWay && { makesWay }),
      },
    ];
  });
}

type Subject = Pick<Resource, 'urn' | 'type' | 'inputs'>;

/** A finding about a property that is otherwise than in the state. */
export function changed(resource: Subject, { path, before, after }: Difference): Finding {
  const { urn, type } = resource;
  const kind = kindOf(type);
  const property = kind && propertyOf(kind, path);
  const weakens = property && reopening(property.judgement, before, after);
  return {
    ...commonOf(resource),
    kind: 'changed',
    property: path,
    declared: shown(before),
    live: shown(after),
    ...consequenceOf(type, path, before, after),
    ...(weakens && { weakens }),
    seenAs: sighting(urn, path.split('.')[0]),
  };
}

function commonOf({ urn, type, inputs }: Subject) {
  const kind = kindOf(type);
  const place = kind?.place ?? (type.startsWith('kong:') ? KONG : FUSIONAUTH);
  const object = `${kind?.title ?? shortType(type)} ${labelOf(urn, inputs)}`;
  return { ...place, object, urn, byPulumi: true };
}

/** Where what no component declares stands, such as a program of one's own adds. */
const KONG = { server: 'Kong', link: 'credential-api' } as const;
const FUSIONAUTH = { server: 'FusionAuth', link: 'issuer-key' } as const;

function concerns(type: string, path: string): boolean {
  const kind = kindOf(type);
  return !kind || (propertyOf(kind, path) !== undefined && !isLeftToOthers(kind, path));
}

/**
 * An update hands signing over only to a key that Kong holds already. Where Kong has lost it too, the
 * application has to have its key back before the update.
 */
const HANDED_OVER = /^jwtConfiguration\.(accessTokenId|accessTokenKeyId|idTokenKeyId)$/;

/** Whether the program says something about a property; an update restores nothing else. */
function isDeclared(inputs: unknown, path: string): boolean {
  let value = inputs;
  for (const name of path.split(/[.[\]]+/).filter(Boolean)) {
    if (typeof value !== 'object' || value === null) return value !== undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value !== undefined && value !== null;
}

/** What people call the object: its name on the server, or else in the program. */
function labelOf(urn: string, { name, email }: Resource['inputs']): string {
  return [name, email].find((text) => typeof text === 'string') ?? nameOf(urn);
}

interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

/**
 * Bookkeeping of bridged providers, what every login or change moves on, and what FusionAuth derives
 * from a user's address and names.
 */
const UNINTERESTING = /^__|^identities$|^(insert|lastUpdate|lastLogin|verified)Instant$/;

/** The leaves in which two states of a resource differ. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (isEmpty(before) && isEmpty(after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names]
      .filter((name) => !UNINTERESTING.test(name))
      .flatMap((name) => differences(before[name], after[name], path ? `${path}.${name}` : name));
  }
  if (isObjects(before) && isObjects(after) && before.length === after.length) {
    return before.flatMap((item, index) => differences(item, after[index], `${path}[${index}]`));
  }
  const isSame = JSON.stringify(canonical(before)) === JSON.stringify(canonical(after));
  return isSame ? [] : [{ path, before, after }];
}

function isObjects(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every(isObject);
}

/** Providers write what is not set in several ways. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === '';
}
