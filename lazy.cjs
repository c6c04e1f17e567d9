// Pulumi's SDK without what few programs use of it: start.cjs takes it for the program, commands for the Automation API.
const Module = require('node:module');
const { env } = require('node:process');

/**
 * What the SDK loads in every program for what few of them do: half of its start-up. It serializes functions (npm's
 * arborist, TypeScript), writes traces (OpenTelemetry) and maps the stacks of compiled TypeScript back to its sources.
 */
const RARELY_USED = new Set([
  '@npmcli/arborist',
  '@opentelemetry/exporter-zipkin',
  '@opentelemetry/instrumentation',
  '@opentelemetry/instrumentation-grpc',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/sdk-trace-node',
  'typescript',
]);

const isOfSdk = ({ filename = '' } = {}) => /[\\/]@pulumi[\\/]pulumi[\\/]/.test(filename);

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const now = () => load.call(this, request, parent, isMain);
  if (!isOfSdk(parent ?? {})) return now();
  // Node runs this program's TypeScript as it is.
  if (request === 'source-map-support/register' && !env.DEBUG) return {};
  return RARELY_USED.has(request) ? whenUsed(now) : now();
};

/** Stands for a module or a member of it, and loads it when it is called or looked into. */
function whenUsed(find) {
  return new Proxy(function () {}, {
    get(_, name) {
      if (name === '__esModule') return true;
      return typeof name === 'symbol' || name === 'prototype'
        ? find()[name]
        : whenUsed(() => find()[name]);
    },
    apply: (_, self, args) => Reflect.apply(find(), self, args),
    construct: (_, args) => Reflect.construct(find(), args),
  });
}
