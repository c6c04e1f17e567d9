/** Part of a case: one request, as data. `{{name}}` stands for a value that an earlier step saved. */
export interface Step {
  /** `POST /services` goes to the Admin API, `proxy GET /mock` to the gateway. */
  request: string;
  json?: unknown;
  /** Sent as application/x-www-form-urlencoded, names and values in order. */
  form?: readonly (readonly [string, string])[];
  /** Sent as multipart/form-data. */
  multipart?: Readonly<Record<string, string>>;
  /** A body as it is; give the content type in `headers`. */
  text?: string;
  headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Names under which parts of the answer are kept, by their dotted path in its body. */
  save?: Readonly<Record<string, string>>;
  /** How often to send it; only the last answer counts. */
  repeat?: number;
}

/** Requests that are sent in turn to a gateway that holds nothing. */
export interface Case {
  name: string;
  steps: readonly Step[];
  /** Why the embedded gateway answers otherwise, where it does; listed in docs/parity-kong.md. */
  differs?: string;
}

/** Cases that are recorded in one file. */
export interface CaseFile {
  name: string;
  cases: readonly Case[];
}

/** What a gateway answered, without what differs from one run to the next. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A step as it was sent, and what came back. */
export interface Exchange {
  request: string;
  answer: Answer;
}

/** A gateway under test and the API behind it. */
export interface Target {
  admin: URL;
  proxy: URL;
  upstream: URL;
}

/** A short way to write a step. */
export function step(
  request: string,
  json?: unknown,
  rest: Omit<Step, 'request' | 'json'> = {},
): Step {
  return json === undefined ? { request, ...rest } : { request, json, ...rest };
}

/** A step that sends a form. */
export function form(
  request: string,
  fields: Record<string, string | string[]>,
  rest: Partial<Step> = {},
): Step {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
  );
  return { request, form: pairs, ...rest };
}

/** One case per entry, each a single request to an otherwise empty gateway unless `before` says more. */
export function each(
  prefix: string,
  entries: Record<string, Step | readonly Step[]>,
  before: readonly Step[] = [],
): Case[] {
  return Object.entries(entries).map(([name, steps]) => ({
    name: `${prefix}: ${name}`,
    steps: [...before, ...(Array.isArray(steps) ? (steps as readonly Step[]) : [steps as Step])],
  }));
}

/** Ids that cases choose themselves, so that order by id is known. */
export function uuid(n: number): string {
  return `${String(n).padStart(8, '0')}-aaaa-4bbb-8ccc-dddddddddddd`;
}
