import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** What the example API says about a request. */
interface Echo {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string | string[]>;
  body: unknown;
}

/**
 * An example API: any path answers with the request as JSON. `/status/404` anywhere in the path
 * answers with that status, `/delay/200` waits that many milliseconds first.
 */
export function createUpstream(): RequestListener {
  return (request, response) => {
    answer(request, response).catch(() => response.destroy());
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://upstream');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const delay = Number(/\/delay\/(\d+)/.exec(url.pathname)?.[1] ?? 0);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  const echo: Echo = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: queryOf(url),
    headers: headersOf(request),
    body: bodyOf(Buffer.concat(chunks).toString(), request.headers['content-type'] ?? ''),
  };
  const text = `${JSON.stringify(echo, null, 2)}\n`;
  response.statusCode = Number(/\/status\/([1-5]\d\d)/.exec(url.pathname)?.[1] ?? 200);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

function queryOf(url: URL): Echo['query'] {
  const query: Echo['query'] = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

function headersOf(request: IncomingMessage): Echo['headers'] {
  const headers: Echo['headers'] = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return headers;
}

function bodyOf(text: string, type: string): unknown {
  if (text === '') return null;
  if (!type.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
