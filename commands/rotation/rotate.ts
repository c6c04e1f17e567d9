import type { RotationFacts } from './facts.ts';
import { StepRefused, makeNextStep } from './next.ts';
import type { RotateOptions } from './options.ts';
import { planRotation } from './plan.ts';
import { readFacts, type Cli } from './read.ts';
import { asJson, planText, statusText, stepAsJson } from './report.ts';
import { describeStep } from './words.ts';

/** Where a rotation takes place. */
export interface RotationPlace {
  /** Where Pulumi.yaml and the stack's file are. */
  directory: string;
  /** The variables that the program would see. */
  env: Readonly<Record<string, string | undefined>>;
  /** Runs the CLI on the stack and resolves to what it printed. */
  cli: Cli;
  /** Runs `pulumi up` in sight of the user and resolves to its exit code. */
  up: (args: readonly string[]) => Promise<number>;
  print: (text: string) => void;
}

/** `npm run rotate`. Resolves to the exit code: 1 if a step was refused. */
export async function rotate(place: RotationPlace, options: RotateOptions): Promise<number> {
  const readAll = () => readFacts(place.cli, { env: place.env, ...options });
  if (options.action === 'next') return next(place, options, readAll);
  const { clockSkewMs, json } = options;
  const now = Date.now();
  const applications = select(await readAll(), options.application).map((facts) => {
    const plan = planRotation(facts, { now, clockSkewMs });
    const text = options.action === 'plan' ? planText(plan) : statusText(facts, clockSkewMs);
    return { text, json: asJson(facts, plan, clockSkewMs) };
  });
  place.print(
    json
      ? toJson({ stack: options.stack, applications: applications.map(({ json }) => json) })
      : applications.map(({ text }) => text).join('\n\n'),
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
    const step = await makeNextStep({
      ...options,
      directory: place.directory,
      deploys: up,
      read: async () => theOne(select(await readAll(), options.application)),
      tell,
    });
    if (json) place.print(toJson({ stack, done: stepAsJson(step) }));
    if (step.action !== 'deploy') tell(`Pulumi.${stack}.yaml: ${describeStep(step)}.`);
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

/** @throws Error if there is no application of that name. */
function select(all: readonly RotationFacts[], name: string | undefined): readonly RotationFacts[] {
  if (name === undefined) return all;
  const found = all.filter(({ application }) => application === name);
  if (found.length > 0) return found;
  throw new Error(`--application ${name}: use one of ${names(all)}.`);
}

function theOne(applications: readonly RotationFacts[]): RotationFacts {
  if (applications.length === 1) return applications[0]!;
  throw new Error(`Say which application: --application with one of ${names(applications)}.`);
}

function names(applications: readonly RotationFacts[]): string {
  return applications.map(({ application }) => application).join(', ');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
