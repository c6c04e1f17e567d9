import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Automation from '@pulumi/pulumi/automation/index.js';
import type {
  Deployment,
  EngineEvent,
  ImportOptions,
  LocalWorkspace,
  PulumiCommand,
  Stack as AutomationStack,
} from '@pulumi/pulumi/automation/index.js';
import { z } from 'zod';
import type { ToolEnvironment } from '../../../toolchain/setup.ts';
import { runQuietly } from '../../../toolchain/steps.mjs';
import { withWayOn } from '../state-faults.ts';
import {
  configurationShape,
  eventShape,
  exportedShape,
  resourcesIn,
  updateShape,
  type Configuration,
  type Diagnostic,
  type Exported,
  type Resource,
  type Step,
  type Update,
} from './shapes.ts';

/** One stack, read without changing anything unless a method says so. Each method throws an Error with what the CLI said. */
export interface Stack {
  readonly name: string;
  /** Makes the stack if its backend has none of the name. It is not selected. */
  create(): Promise<void>;
  /** Today's configuration. */
  configuration(): Promise<Configuration>;
  /** What the last update left. */
  resources(): Promise<Resource[]>;
  /** The state as a whole, secrets in plain text. */
  exportState(): Promise<Exported>;
  /** Replaces the state. */
  importState(state: Exported): Promise<void>;
  /** Takes what servers hold into the state, unprotected. */
  importResources(file: { resources: readonly object[] }): Promise<void>;
  /** What was done to the stack, newest first. */
  history(): Promise<Update[]>;
  /** What an update would do. One that fails after the engine said why is no exception: its errors are among the diagnostics. */
  preview(options?: PreviewOptions): Promise<Preview>;
  /**
   * Brings the stack to what its program says.
   *
   * @param options.onProgress is told how many objects have been done with so far.
   * @returns how many resources each operation concerned, such as `create` or `same`.
   */
  update(options?: UpdateOptions): Promise<Readonly<Record<string, number>>>;
  /**
   * What the servers hold of what the state has, as one step for each resource.
   *
   * @param options.runProgram takes the providers' configuration from the program rather than from the state.
   */
  refresh(options?: { runProgram?: boolean }): Promise<Step[]>;
}

export interface PreviewOptions {
  /** Gets what `pulumi import` needs to take over what would be made. */
  importFile?: string;
  /** Folders of guardrails; what they refuse is an error. */
  policyPacks?: string[];
}

export interface UpdateOptions {
  policyPacks?: string[];
  /** Looks at the servers first, by what the program says of the providers. */
  refresh?: boolean;
  onProgress?: (done: number) => void;
}

/** What the engine said of an update that it did not make. */
export interface Preview {
  /** The CLI's exit code. */
  code: number;
  /** One for each resource that the program declares or the state has, in the order of the engine. */
  steps: Step[];
  diagnostics: Diagnostic[];
}

/** Where a stack's project is, and the CLI for it. */
export type StackPlace = Pick<ToolEnvironment, 'clone' | 'env' | 'pulumi' | 'pulumiVersion'>;

/** Reads a stack through Pulumi's Automation API. */
export function openStack(place: StackPlace, name: string): Stack {
  let opened: ReturnType<typeof open> | undefined;
  /** Does something with the stack, and says what could not be done. */
  const ask = async <T>(
    failure: string,
    work: (of: Awaited<ReturnType<typeof open>>) => Promise<T>,
  ): Promise<T> => {
    opened ??= open(place, name);
    try {
      return await work(await opened);
    } catch (error) {
      throw new Error(`${failure}\n${cliFault(error).said}`, { cause: error });
    }
  };
  const unread = `Stack ${name} cannot be read.`;
  const exportState = () =>
    ask(unread, async ({ stack }) => exportedShape.parse(await stack.exportStack()));
  return {
    name,
    exportState,
    create: () =>
      ask(`Stack ${name} cannot be made.`, ({ workspace }) => create(place, workspace, name)),
    configuration: () =>
      ask(`The configuration of stack ${name} cannot be read.`, async ({ stack }) =>
        configurationShape.parse(await stack.getAllConfig()),
      ),
    resources: async () => resourcesIn(await exportState()),
    importState: (state) =>
      ask(`The state of stack ${name} cannot be replaced.`, ({ stack }) =>
        withPrivateFiles(() => stack.importStack(state as Deployment)),
      ),
    importResources: (file) =>
      ask(`The import into stack ${name} failed.`, async ({ stack }) => {
        const options = { generateCode: false, protect: false, color: 'never' } as const;
        await stack.import({ ...(file as ImportFile), ...options });
      }),
    history: () =>
      ask(`The history of stack ${name} cannot be read.`, ({ stack }) => wholeHistory(stack)),
    preview: (options = {}) =>
      ask(`The preview of stack ${name} failed.`, ({ stack }) => preview(stack, options)),
    update: (options = {}) =>
      ask(`The update of stack ${name} failed.`, ({ stack }) => update(stack, options)),
    refresh: ({ runProgram = false } = {}) =>
      ask(`Pulumi cannot refresh stack ${name}.`, async ({ stack }) => {
        const steps: Step[] = [];
        await stack.previewRefresh({
          ...QUIETLY,
          ...(runProgram && { runProgram }),
          onEvent: (event) => {
            const seen = eventShape.parse(event).resOutputsEvent;
            if (seen) steps.push(seen.metadata.step);
          },
        });
        return steps;
      }),
  };
}

type ImportFile = Pick<ImportOptions, 'resources' | 'nameTable'>;

const QUIETLY = { color: 'never', suppressOutputs: true, suppressProgress: true } as const;

/** The API is loaded by those that open a stack, and without what it loads for programs: 0.1 s instead of 0.4. */
async function open({ clone, env, pulumi, pulumiVersion }: StackPlace, name: string) {
  const require = createRequire(import.meta.url);
  require('../../../lazy.cjs');
  const automation = require('@pulumi/pulumi/automation/index.js') as typeof Automation;
  // By itself the API looks for a CLI on the PATH and asks it for its version, a process each time.
  const known = { command: pulumi, version: pulumiVersion };
  const prototype = automation.PulumiCommand.prototype;
  const workspace = await automation.LocalWorkspace.create({
    workDir: clone,
    envVars: env as Record<string, string>,
    pulumiCommand: Object.assign(Object.create(prototype) as PulumiCommand, known),
  });
  // The stack that the user's own commands work on stays selected.
  workspace.selectStack = () => Promise.resolve();
  return { workspace, stack: await automation.Stack.select(name, workspace) };
}

async function create({ clone, env, pulumi }: StackPlace, workspace: LocalWorkspace, name: string) {
  const stacks = await workspace.listStacks();
  if (stacks.some((stack) => stack.name === name)) return;
  // The API would select it.
  const args = ['stack', 'init', name, '--no-select', '--non-interactive'];
  await runQuietly(pulumi, args, { cwd: clone, env });
}

async function preview(stack: AutomationStack, options: PreviewOptions): Promise<Preview> {
  const steps: Step[] = [];
  const diagnostics: Diagnostic[] = [];
  const onEvent = (event: EngineEvent) => {
    const { resourcePreEvent, diagnosticEvent, policyEvent } = eventShape.parse(event);
    const { step, isShown = false } = resourcePreEvent?.metadata ?? {};
    if (step && isShown) steps.push(step);
    if (diagnosticEvent && !diagnosticEvent.isPassing) diagnostics.push(diagnosticEvent.diagnostic);
    if (policyEvent) diagnostics.push(policyEvent);
  };
  try {
    await stack.preview({ ...QUIETLY, ...options, onEvent });
    return { code: 0, steps, diagnostics };
  } catch (error) {
    if (!diagnostics.some(({ severity }) => severity === 'error')) throw error;
    return { code: cliFault(error).code, steps, diagnostics };
  }
}

async function update(
  stack: AutomationStack,
  { onProgress, refresh = false, ...options }: UpdateOptions,
): Promise<Record<string, number>> {
  // The API reads them after each update, with two more processes.
  stack.workspace.stackOutputs = () => Promise.resolve({});
  let done = 0;
  let changes: Record<string, number> = {};
  await stack.up({
    ...QUIETLY,
    ...options,
    ...(refresh && { refresh, runProgram: true }),
    onEvent: ({ resOutputsEvent, summaryEvent }) => {
      if (resOutputsEvent) onProgress?.((done += 1));
      if (summaryEvent) changes = { ...summaryEvent.resourceChanges };
    },
  });
  return changes;
}

/** The CLI prints ten entries unless it is told how many, and the API cannot say "all". */
const PAGE = 1000;

async function wholeHistory(stack: AutomationStack): Promise<Update[]> {
  const updates: Update[] = [];
  for (let page = 1; ; page += 1) {
    const more = z.array(updateShape).parse(await stack.history(PAGE, page));
    updates.push(...more);
    if (more.length < PAGE) return updates;
  }
}

/** The API writes a state that it imports, secrets in plain text, into the directory for temporary files, for all to read. */
async function withPrivateFiles<T>(work: () => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'state-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(directory, { recursive: true, force: true });
  }
}

const commandError = z.object({
  commandResult: z.object({
    err: z.object({
      exitCode: z.number().default(255),
      stdout: z.string().default(''),
      stderr: z.string().default(''),
    }),
  }),
});

/** What the CLI said and ended with. The API's own message has that among the command's line and codes of its own. */
function cliFault(error: unknown): { code: number; said: string } {
  const parsed = commandError.safeParse(error);
  if (!parsed.success) return { code: 255, said: String(error) };
  const { exitCode, stdout, stderr } = parsed.data.commandResult.err;
  const said = [stderr.trim(), stdout.trim()].filter(Boolean).join('\n');
  return { code: exitCode, said: withWayOn(said).trim() };
}
