import type { Client, RotationFacts } from './facts.ts';
import { StepRefused, makeNextStep } from './next.ts';
import type { RotateOptions } from './options.ts';
import { planRotation } from './plan.ts';
import type { Stack } from '../shared/stack/stack.ts';
import { readFacts } from './read.ts';
import { asJson, planText, statusText, stepAsJson } from './report.ts';
import { describeStep, flagOf, nameOf } from './words.ts';

/** Where a rotation takes place. */
export interface RotationPlace {
  /** Where Pulumi.yaml and the stack's file are. */
  directory: string;
  /** The variables that the program would see. */
  env: Readonly<Record<string, string | undefined>>;
  stack: Stack;
  /** Runs `pulumi up` in sight of the user and resolves to its exit code. */
  up: (args: readonly string[]) => Promise<number>;
  print: (text: string) => void;
}

/** `npm run rotate`. Resolves to the exit code: 1 if a step was refused. */
export async function rotate(place: RotationPlace, options: RotateOptions): Promise<number> {
  const readAll = () => readFacts(place.stack, { ...options, env: place.env });
  if (options.action === 'next') return next(place, options, readAll);
  const { clockSkewMs, json } = options;
  const now = Date.now();
  const reports = select(await readAll(), options.client).map((facts) => {
    const plan = planRotation(facts, { now, clockSkewMs });
    const text = options.action === 'plan' ? planText(plan, now) : statusText(facts, clockSkewMs);
    return { kind: facts.client.kind, text, json: asJson(facts, plan, clockSkewMs) };
  });
  const of = (kind: Client['kind']) => reports.filter((r) => r.kind === kind).map((r) => r.json);
  place.print(
    json
      ? toJson({ stack: options.stack, applications: of('application'), machines: of('machine') })
      : reports.map(({ text }) => text).join('\n\n'),
  );
  return 0;
}

async function next(
  place: RotationPlace,
  options: RotateOptions,
  readAll: () => Promise<RotationFacts[]>,
): Promise<number> {
  const { json, stack, up } = options;
  const tell = (text: string) => !json && place.print(text);
  try {
    const { client, step } = await makeNextStep({
      ...options,
      directory: place.directory,
      deploys: up,
      read: async () => theOne(select(await readAll(), options.client)),
      tell,
    });
    if (json) place.print(toJson({ stack, [client.kind]: client.name, done: stepAsJson(step) }));
    if (step.action !== 'deploy')
      tell(`Edited Pulumi.${stack}.yaml for ${nameOf(client)}: ${describeStep(step)}.`);
    if (up) return await place.up(options.yes ? ['--yes'] : []);
    tell(`Deploy it: npm run pulumi -- up --stack ${stack}`);
    return 0;
  } catch (error) {
    if (!(error instanceof StepRefused)) throw error;
    const { message: refused, step } = error;
    place.print(
      json ? toJson({ stack, refused, ...(step && { step: stepAsJson(step) }) }) : refused,
    );
    return 1;
  }
}

/** @throws Error if there is no such application or machine. */
function select(
  all: readonly RotationFacts[],
  wanted: Client | undefined,
): readonly RotationFacts[] {
  if (!wanted) return all;
  const found = all.filter(
    ({ client }) => client.kind === wanted.kind && client.name === wanted.name,
  );
  if (found.length > 0) return found;
  throw new Error(`There is no ${nameOf(wanted)}. Use one of:${flags(all)}`);
}

function theOne(clients: readonly RotationFacts[]): RotationFacts {
  if (clients.length === 1) return clients[0]!;
  throw new Error(`Say whose key, with one of:${flags(clients)}`);
}

function flags(clients: readonly RotationFacts[]): string {
  return clients.map(({ client }) => `\n  ${flagOf(client)}`).join('');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
