import type { IncomingMessage } from 'node:http';
import { KongError, refuse } from '../schema/error.ts';
import { parseJson } from '../schema/json.ts';
import { isEntity, type Entity, type Value } from '../schema/value.ts';
import { decodePairs, type Pair } from './arguments.ts';

/** A request's body: what it says, and whether its values still lack types. */
export interface Body {
  values: Value;
  untyped: boolean;
}

const accepted = ['application/json', 'multipart/form-data', 'application/x-www-form-urlencoded'];

/** Kong's own page for a body it will not read. */
const unsupported = `<html>\r
<head><title>415 Unsupported Media Type</title></head>\r
<body>\r
<center><h1>415 Unsupported Media Type</h1></center>\r
</body>\r
</html>\r
`;

/** Refuses a body that is neither JSON nor a form. */
export function checkContentType(request: IncomingMessage): void {
  const type = request.headers['content-type'];
  if (type === undefined) {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (!hasBody) return;
  } else if (accepted.some((prefix) => type.startsWith(prefix))) {
    return;
  }
  throw new KongError(415, { html: unsupported });
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Reads the body as its content type says. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const body = await read(request);
  if (type.includes('application/json')) {
    try {
      return { values: parseJson(body.toString()), untyped: false };
    } catch {
      throw refuse(400, 'Cannot parse JSON body');
    }
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { values: decodePairs(parsePairs(body.toString())), untyped: true };
  }
  if (type.startsWith('multipart/form-data')) {
    return {
      values: decodePairs(await multipart(body, request.headers['content-type'] ?? '')),
      untyped: true,
    };
  }
  return { values: {}, untyped: true };
}

/** The body's fields; anything but an object makes Kong fail. */
export function fieldsOf(values: Value): Entity | undefined {
  if (isEntity(values)) return values;
  return Array.isArray(values) && values.length === 0 ? {} : undefined;
}

function decodeComponent(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The names and values of a query string or form, in order. */
export function parsePairs(query: string): Pair[] {
  const pairs: Pair[] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    pairs.push([decodeComponent(name), at < 0 ? true : decodeComponent(part.slice(at + 1))]);
  }
  return pairs;
}

async function multipart(body: Buffer, type: string): Promise<Pair[]> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const pairs: Pair[] = [];
  for (const [name, value] of form ?? []) {
    pairs.push([name, typeof value === 'string' ? value : await value.text()]);
  }
  return pairs;
}
