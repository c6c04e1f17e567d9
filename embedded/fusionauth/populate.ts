import { Worker } from 'node:worker_threads';
import type { Application, Lambda, State } from './documents.ts';
import { Errors, Refusal } from './errors.ts';
import { at, text } from './json.ts';
import type { JsonObject } from './json.ts';

/** What a lambda may take, in milliseconds, with the start of its thread. */
const LIMIT = 2000;

/** Claims that a lambda cannot change: https://fusionauth.io/docs/extend/code/lambdas/jwt-populate */
const RESERVED = ['exp', 'iat', 'sub'];

/**
 * Runs in a thread of its own, without any of Node's: the context has JavaScript's own objects alone, and is given and
 * gives text. Strings make no code in it.
 */
const SANDBOX = `
const { parentPort, workerData } = require('node:worker_threads');
const vm = require('node:vm');
const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
  codeGeneration: { strings: false, wasm: false },
  microtaskMode: 'afterEvaluate',
});
const run = (code) => vm.runInContext(code, context, { timeout: workerData.limit });
try {
  run('const console = { debug() {}, error() {}, info() {}, log() {} };');
  run(workerData.body);
  const given = JSON.stringify(workerData.given);
  const claims = run('((given) => { populate(...given); return JSON.stringify(given[0]); })(' + given + ')');
  parentPort.postMessage({ claims });
} catch (error) {
  parentPort.postMessage({ fault: String(error && error.message) });
}
`;

/** The claims of a token as the application's lambda leaves them, if it names one for such tokens. */
export async function populated(
  state: State,
  use: 'accessToken' | 'idToken',
  application: Application | undefined,
  claims: JsonObject,
  subject: { user: JsonObject; registration: JsonObject | undefined },
): Promise<JsonObject> {
  const id = at(application, `lambdaConfiguration.${use}PopulateId`);
  const lambda = id ? state.lambdas.get(text(id)) : undefined;
  if (!lambda) return claims;
  const changed = await run(lambda, [claims, subject.user, subject.registration ?? null]);
  const fixed = RESERVED.filter((name) => name in claims).map((name) => [name, claims[name]]);
  const all: JsonObject = { ...changed, ...(Object.fromEntries(fixed) as JsonObject) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

async function run(lambda: Lambda, given: unknown[]): Promise<JsonObject> {
  const worker = new Worker(SANDBOX, {
    eval: true,
    env: {},
    execArgv: [],
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: 32 },
    workerData: { body: lambda.body, given, limit: LIMIT },
  });
  const answer = Promise.withResolvers<{ claims?: string; fault?: string }>();
  worker.once('message', answer.resolve);
  worker.once('error', (error: Error) => answer.resolve({ fault: error.message }));
  const tooLong = setTimeout(() => answer.resolve({ fault: 'it takes too long' }), LIMIT * 2);
  try {
    const { claims, fault } = await answer.promise;
    if (claims === undefined) throw failed(lambda, fault ?? 'it has no result');
    return JSON.parse(claims) as JsonObject;
  } finally {
    clearTimeout(tooLong);
    await worker.terminate();
  }
}

function failed(lambda: Lambda, fault: string): Refusal {
  const message = `An unexpected error occurred while invoking the lambda [${lambda.name}]: ${fault}`;
  return new Refusal(500, new Errors().general('LambdaInvocationError', message));
}
