// What a program of this size needs before Pulumi's SDK is loaded. Pulumi.yaml names it in runtime.options.nodeargs.
// Set DEBUG to do without: errors then have stack traces, and `pulumi --debug` shows what the SDK says.
const Module = require('node:module');
const { env } = require('node:process');

// A user's own `pulumi up` has no NODE_COMPILE_CACHE in its environment.
Module.enableCompileCache?.();

require('./lazy.cjs');

if (!env.DEBUG) {
  // The SDK takes a stack trace with each promise and, whatever the limit, with each resource.
  Error.stackTraceLimit = 0;
  require('@pulumi/pulumi/resource.js').Resource.callsites = () => [];
  // Each message would be a call to the engine, which shows it with --debug alone.
  require('@pulumi/pulumi/log/index.js').debug = () => Promise.resolve();
}
