import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { Store } from '../store.ts';
import { serveChangePassword } from './change-password.ts';
import { serveMembers } from './children.ts';
import { State } from './documents.ts';
import { Errors, Refusal } from './errors.ts';
import { serveGrants } from './grants.ts';
import { serveJwt } from './jwt.ts';
import { API_KEY } from './kinds/api-key.ts';
import { APPLICATION } from './kinds/application.ts';
import { ENTITY, ENTITY_TYPE } from './kinds/entity.ts';
import { GENERATED_KEY, IMPORTED_KEY, KEY } from './kinds/key.ts';
import { LAMBDA } from './kinds/lambda.ts';
import { TENANT } from './kinds/tenant.ts';
import { USER } from './kinds/user.ts';
import { serveLogin } from './login.ts';
import { serveOauth } from './oauth/oauth.ts';
import { serveRegistrations, serveUserLookup } from './registrations.ts';
import { serve, serveCreation, serveExisting } from './rest.ts';
import { DESCRIPTION } from './schema/description.ts';
import { authorize } from './scope.ts';
import { seed } from './seed.ts';
import { corsFilter, serveSystem } from './system.ts';
import { serveUserOperations } from './user-operations.ts';

/** The FusionAuth release whose answers are reproduced. */
const VERSION = DESCRIPTION.release;

/**
 * A stand-in for FusionAuth's API. All state is in the store; `apiKey` is planted as a global key
 * without limits, as a Kickstart file would.
 */
export function createFusionAuth(store: Store, options: { apiKey: string }): RequestListener {
  const state = new State(store);
  store.transaction(() => seed(state, options.apiKey));
  // Clients that are given no id ask for `/api/tenant/`.
  const app = new Hono({ strict: false });

  app.onError((error, context) => {
    if (error instanceof Refusal) {
      if (error.body) return context.json(error.body, error.status as ContentfulStatusCode);
      return context.body(null, error.status as StatusCode);
    }
    console.error(`FusionAuth: ${context.req.method} ${context.req.path} failed:`, error);
    const body = new Errors().general('Exception', 'FusionAuth encountered an unexpected error.');
    return context.json(body, 500);
  });
  app.notFound((context) => context.body(null, 404));
  app.use(corsFilter(state));

  app.get('/api/status', (context) => context.json({ status: 'Ok' }));
  app.get('/api/system/version', (context) => {
    authorize(context, state);
    return context.json({ version: VERSION });
  });

  // The first route that fits answers, so what is deeper in a path comes before what has an id there.
  serveUserOperations(app, state);
  serveRegistrations(app, state);
  serveChangePassword(app, state);
  serveGrants(app, state);
  serveMembers(app, state);
  serveCreation(app, state, GENERATED_KEY);
  serveCreation(app, state, IMPORTED_KEY);
  serveExisting(app, state, KEY);
  serve(app, state, TENANT);
  serve(app, state, APPLICATION);
  serve(app, state, API_KEY);
  serve(app, state, LAMBDA);
  serveUserLookup(app, state);
  serve(app, state, USER);
  serve(app, state, ENTITY_TYPE);
  serve(app, state, ENTITY);
  serveLogin(app, state);
  serveJwt(app, state);
  serveSystem(app, state);
  serveOauth(app, state);

  const listener = getRequestListener(app.fetch);
  return (request, response) => void listener(request, response);
}
