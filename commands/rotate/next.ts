import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client, RotationFacts } from './facts.ts';
import { planRotation, type Plan, type PlanOptions, type Step } from './plan.ts';
import { includedFile } from './included-file.ts';
import { editIncluded, editSettings, type Edit } from './settings-edit.ts';
import { describeStep, instant, nameOf, whyNotYet } from './words.ts';

/** A step that must not be made now. */
export class StepRefused extends Error {
  readonly step: Step | undefined;

  constructor(message: string, step?: Step) {
    super(message);
    this.step = step;
  }
}

export interface NextArgs {
  /** Where Pulumi.yaml and the stack's file are. */
  directory: string;
  stack: string;
  clockSkewMs: number;
  /** What a key that is added has otherwise than the one that signs. */
  wanted: Edit['wanted'];
  /** Wait for the time of the step instead of refusing it. */
  wait: boolean;
  /** Whether a step that is edited but not deployed counts as the next one. */
  deploys: boolean;
  read: () => Promise<RotationFacts>;
  /** Told why and how long it waits. */
  tell: (text: string) => void;
}

/**
 * Makes the next step of a rotation in the stack's file, and returns it and whose it is. `deploy` changes nothing.
 *
 * @throws StepRefused if the step before is not deployed, or if it would turn a live token away.
 */
export async function makeNextStep(args: NextArgs): Promise<{ client: Client; step: Step }> {
  for (;;) {
    const facts = await args.read();
    const options = { now: Date.now(), clockSkewMs: args.clockSkewMs };
    const plan = planRotation(facts, options);
    const step = nextStep(plan, options, args.deploys, args.wait);
    const waitMs = (step.notBefore ?? 0) - options.now;
    if (waitMs <= 0) {
      if (step.action !== 'deploy') edit(args, facts.client, step);
      return { client: facts.client, step };
    }
    args.tell(`Waiting until ${instant(step.notBefore!)} to ${describeStep(step)}.`);
    // Asks again afterwards: meanwhile somebody may have changed what the time depends on.
    await delay(Math.min(waitMs, MAX_DELAY_MS));
  }
}

/** The longest that a timer takes; longer waits are made of several. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * The step to make now, or with `mayWait` as soon as its time has come.
 *
 * @throws StepRefused with the reason and the time from which it may be made.
 */
export function nextStep(
  { client, steps, blocked }: Plan,
  { now }: Pick<PlanOptions, 'now'>,
  deploys: boolean,
  mayWait: boolean,
): Step {
  const step = steps[0];
  if (!step) throw new StepRefused(blocked ?? `There is no step to make for ${nameOf(client)}.`);
  if (step.action === 'deploy' && !deploys) {
    throw new StepRefused(
      `The step before is not deployed: ${step.key}.\nDeploy it first: pulumi up, or --up.`,
      step,
    );
  }
  const what = `It is not possible to ${describeStep(step)} yet`;
  if (step.unknown !== undefined) throw new StepRefused(`${what}: ${step.unknown}`, step);
  if (step.notBefore !== undefined && step.notBefore > now && !mayWait) {
    throw new StepRefused(
      `${what}: ${whyNotYet(step)}\nIt may be done from ${instant(step.notBefore)} on ` +
        `(${Math.ceil((step.notBefore - now) / 1000)} s from now); --wait waits for it.`,
      step,
    );
  }
  return step;
}

function edit({ directory, stack, wanted }: NextArgs, client: Client, step: Step): void {
  if (step.action === 'deploy') return;
  const file = join(directory, `Pulumi.${stack}.yaml`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const project = readFileSync(join(directory, 'Pulumi.yaml'), 'utf8');
  const { action, key } = step;
  const change = { action, key, client, ...(wanted && { wanted }) };
  const own = includedFile(text, directory, client);
  if (own !== undefined) {
    writeFileSync(own, editIncluded(readFileSync(own, 'utf8'), change));
    return;
  }
  writeFileSync(file, editSettings(text, project, change));
}
