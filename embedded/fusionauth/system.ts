import type { Hono, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { State } from './documents.ts';
import { Refusal } from './errors.ts';
import { at, isObject, overlay } from './json.ts';
import type { JsonObject } from './json.ts';
import { baseUrl } from './oauth/cookies.ts';
import { changed, jsonBody } from './body.ts';
import { authorize } from './scope.ts';

const DEFAULTS: JsonObject = {
  auditLogConfiguration: { delete: { enabled: false, numberOfDaysToRetain: 365 } },
  corsConfiguration: {
    allowCredentials: false,
    allowedHeaders: [],
    allowedMethods: [],
    allowedOrigins: [],
    debug: false,
    enabled: false,
    exposedHeaders: [],
    preflightMaxAgeInSeconds: 0,
  },
  data: {},
  eventLogConfiguration: { numberToRetain: 10_000 },
  loginRecordConfiguration: { delete: { enabled: false, numberOfDaysToRetain: 365 } },
  reportTimezone: 'America/Denver',
  trustedProxyConfiguration: { trustPolicy: 'All', trusted: [] },
  uiConfiguration: {},
  usageDataConfiguration: { enabled: false },
  webhookEventLogConfiguration: { delete: { enabled: false, numberOfDaysToRetain: 30 } },
};

const ID = 'system';
const PATH = '/api/system-configuration';

const current = (state: State): JsonObject => state.system.get(ID) ?? DEFAULTS;

/** Serves the settings of the server as a whole; of them only CORS has an effect here. */
export function serveSystem(app: Hono, state: State): void {
  app.get(PATH, (context) => {
    authorize(context, state);
    return context.json({ systemConfiguration: current(state) });
  });
  app.on(['PUT', 'PATCH'], PATH, async (context) => {
    authorize(context, state);
    const body = changed(context, 'systemConfiguration', current(state), await jsonBody(context));
    const given = body['systemConfiguration'];
    state.system.put(ID, overlay(DEFAULTS, isObject(given) ? given : {}));
    return context.json({ systemConfiguration: current(state) });
  });
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** FusionAuth's CORS filter: once it is on, scripts of other origins are refused with 403. */
export const corsFilter =
  (state: State): MiddlewareHandler =>
  async (context, next) => {
    const { corsConfiguration } = current(state);
    const origin = context.req.header('origin');
    const on = at(corsConfiguration, 'enabled') === true;
    if (!on || origin === undefined || origin === baseUrl(context)) return next();
    const origins = strings(at(corsConfiguration, 'allowedOrigins'));
    if (!origins.includes(origin) && !origins.includes('*')) throw new Refusal(403);
    return cors({
      origin,
      credentials: at(corsConfiguration, 'allowCredentials') === true,
      allowHeaders: strings(at(corsConfiguration, 'allowedHeaders')),
      allowMethods: strings(at(corsConfiguration, 'allowedMethods')),
      exposeHeaders: strings(at(corsConfiguration, 'exposedHeaders')),
    })(context, next);
  };
