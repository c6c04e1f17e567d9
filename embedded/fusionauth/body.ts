import type { Context } from 'hono';
import { applyPatch } from 'rfc6902';
import type { Operation } from 'rfc6902';
import { Errors, Refusal } from './errors.ts';
import { isObject, mergePatch } from './json.ts';
import type { JsonObject } from './json.ts';
import { convert } from './schema/convert.ts';
import type { Fault } from './schema/convert.ts';
import { DESCRIPTION, operationOf } from './schema/description.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

/** Where the operations of a JSON Patch wait until it is known what they are applied to. */
const OPERATIONS = 'operations';

const typeOf = (context: Context): string =>
  (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The request's JSON body, in the types of FusionAuth's description; empty is the empty object. */
export async function jsonBody(context: Context): Promise<JsonObject> {
  const raw = await context.req.text();
  if (raw.trim() === '') return {};
  checkContentType(context);
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    throw notJson('Unexpected processing exception', error instanceof Error ? error.message : '');
  }
  if (typeOf(context) === JSON_PATCH) {
    context.set(OPERATIONS, value);
    return {};
  }
  const faults: Fault[] = [];
  const body = convert(requestType(context), value, '', faults);
  // Jackson stops at the first.
  if (faults[0]) throw refusalOf(faults[0]);
  return (body ?? {}) as JsonObject;
}

const requestType = (context: Context) =>
  operationOf(context.req.method, context.req.path)?.request ?? 'any{}';

function checkContentType(context: Context): void {
  const type = typeOf(context);
  const patches = context.req.method === 'PATCH' ? [JSON_PATCH, MERGE_PATCH] : [];
  if (['application/json', ...patches].includes(type)) return;
  const errors = new Errors();
  const name = '[Content-Type] HTTP request header';
  throw new Refusal(
    400,
    type
      ? errors.general('InvalidContentType', `Invalid ${name} [${type}].`)
      : errors.general('MissingContentType', `The ${name} is missing.`),
  );
}

const invalidJson = (property: string, error: string, detail: string) =>
  `Invalid JSON in the request body. The property was [${property}]. The error was [${error}]. The detailed exception was [${detail}].`;

const notJson = (error: string, detail: string) =>
  new Refusal(400, new Errors().general('invalidJSON', invalidJson('unknown', error, detail)));

function refusalOf({ path, wanted, kind }: Fault): Refusal {
  if (path === '') return notJson('Possible conversion error', 'an object was expected');
  const errors = new Errors();
  if (kind === 'option') {
    const options = DESCRIPTION.enums.get(wanted)?.join(', ');
    const message = `The [${path}] property is none of [${options}].`;
    return new Refusal(400, errors.field('invalidOption', path, message));
  }
  const error = kind === 'unknown' ? 'Unrecognized property' : 'Possible conversion error';
  const message = invalidJson(path, error, `${wanted} was expected`);
  return new Refusal(400, errors.field('invalidJSON', path, message));
}

/** The body of an update: PATCH is applied to what is stored, PUT stands alone. */
export function changed(
  context: Context,
  name: string,
  existing: JsonObject,
  body: JsonObject,
): JsonObject {
  if (context.req.method !== 'PATCH') return body;
  const operations: unknown = context.get(OPERATIONS);
  if (operations !== undefined) return patched(context, { [name]: existing }, operations);
  const patch = isObject(body[name]) ? body[name] : {};
  return { ...body, [name]: mergePatch(existing, patch, typeOf(context) !== MERGE_PATCH) };
}

/** RFC 6902, on the object as a request holds it: paths begin with its name. */
function patched(context: Context, stored: JsonObject, operations: unknown): JsonObject {
  const whole = structuredClone(stored);
  const list = Array.isArray(operations) && operations.every(isObject);
  if (!list) throw notJson('Possible conversion error', 'a list of operations was expected');
  const problem = applyPatch(whole, operations as unknown as Operation[]).find(Boolean);
  if (problem) throw notJson('Unexpected processing exception', problem.message || problem.name);
  const [before, faults]: [Fault[], Fault[]] = [[], []];
  convert(requestType(context), stored, '', before);
  const body = convert(requestType(context), whole, '', faults);
  // What is stored may hold more than requests do.
  const fault = faults.find(({ path }) => !before.some((known) => known.path === path));
  if (fault) throw refusalOf(fault);
  return body as JsonObject;
}
