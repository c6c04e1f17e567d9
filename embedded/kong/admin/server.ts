import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Database } from '../entities/database.ts';
import type { Plugin } from '../plugins/plugin.ts';
import type { Health } from '../proxy/health.ts';
import type { Release } from '../releases.ts';
import { KongError, refuse, unexpected } from '../schema/error.ts';
import { decodePairs, inferTypes } from './arguments.ts';
import { checkContentType, fieldsOf, parsePairs, readBody, type Body } from './body.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { entityEndpoints } from './entities.ts';
import { addSpecialEndpoints } from './special.ts';
import { addTargetEndpoints } from './targets.ts';

const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);

/** The Admin API over `database`. */
export function createAdmin(
  database: Database,
  plugins: readonly Plugin[],
  release: Release,
  health: Health,
): RequestListener {
  const endpoints = entityEndpoints(database);
  addSpecialEndpoints(endpoints, database, plugins, release);
  addTargetEndpoints(endpoints, database, health);
  return (request, response) => {
    const start = performance.now();
    response.setHeader('Server', `kong/${release.version}`);
    handle(endpoints, database, request)
      .catch((error: unknown) => {
        if (error instanceof KongError) return { status: error.status, body: error.body };
        process.emitWarning(error instanceof Error ? error : String(error));
        return { status: 500, body: unexpected().body };
      })
      .then((answer) => send(request, response, answer, performance.now() - start))
      .catch(() => response.destroy());
  };
}

async function handle(
  endpoints: Map<string, Endpoint>,
  database: Database,
  request: IncomingMessage,
): Promise<Answer> {
  const { url = '/', method = 'GET' } = request;
  if (methodsWithBody.has(method)) checkContentType(request);
  const at = url.indexOf('?');
  const found = match(endpoints, at < 0 ? url : url.slice(0, at));
  if (!found) throw refuse(404, 'Not found');
  const { endpoint, params } = found;
  if (method === 'OPTIONS') return { status: 204, body: allowed(endpoint) };
  const action = endpoint.actions[method === 'HEAD' ? 'GET' : method];
  if (!action) throw refuse(405, 'Method not allowed');
  const query = decodePairs(at < 0 ? [] : parsePairs(url.slice(at + 1)));
  const body: Body = methodsWithBody.has(method)
    ? await readBody(request)
    : { values: {}, untyped: false };
  const call = prepare(
    endpoint,
    { database, params, query, body: {}, untyped: body.untyped },
    body,
  );
  return action(call);
}

function prepare(endpoint: Endpoint, call: Call, body: Body): Call {
  const values = fieldsOf(body.values);
  if (!values) throw unexpected();
  const { schema } = endpoint;
  return { ...call, body: schema && body.untyped ? inferTypes(schema, values) : values };
}

/** Finds the endpoint of a path: a literal part wins over an open one. */
function match(
  endpoints: Map<string, Endpoint>,
  path: string,
): { endpoint: Endpoint; params: string[] } | undefined {
  const segments = (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)
    .slice(1)
    .split('/');
  for (const open of [[], [1], [2], [1, 3]]) {
    const pattern = segments.map((segment, index) => (open.includes(index) ? ':' : segment));
    const endpoint = endpoints.get(`/${pattern.join('/')}`);
    const params = open.map((index) => segments[index] ?? '');
    if (endpoint && params.every((param) => param !== '' && param !== ':'))
      return { endpoint, params };
  }
  return undefined;
}

function allowed(endpoint: Endpoint): string {
  const methods = Object.keys(endpoint.actions);
  if (methods.includes('GET')) methods.push('HEAD');
  return [...methods, 'OPTIONS'].sort().join(', ');
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  latency: number,
): void {
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('X-Kong-Admin-Latency', Math.round(latency));
  response.statusCode = answer.status;
  if (request.method === 'OPTIONS' && answer.status === 204) {
    response.setHeader('Allow', String(answer.body));
    response.setHeader('Access-Control-Allow-Methods', String(answer.body));
    response.setHeader(
      'Access-Control-Allow-Headers',
      request.headers['access-control-request-headers'] ?? 'Content-Type',
    );
    response.end();
    return;
  }
  if (answer.status === 204 || answer.body === undefined) {
    response.end();
    return;
  }
  const html = (answer.body as { html?: string }).html;
  const text = html ?? JSON.stringify(answer.body);
  response.setHeader(
    'Content-Type',
    html === undefined ? 'application/json; charset=utf-8' : 'text/html; charset=UTF-8',
  );
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(request.method === 'HEAD' ? undefined : text);
}
