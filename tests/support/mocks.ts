import * as pulumi from '@pulumi/pulumi';

/** A resource as a program registered it. */
export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** What the servers would add to a resource, by its type; a type that is not listed is refused. */
export type Answers = Record<string, (resource: Registered) => Record<string, unknown>>;

/**
 * Makes `register` run against no engine and no server.
 *
 * Proves what is declared and how outputs are wired. It does not prove that a provider accepts it,
 * nor options such as dependsOn and ignoreChanges, which mocks never see.
 *
 * @returns the custom resources in the order in which they were registered.
 */
export async function declare(
  register: () => unknown,
  answers: Answers,
  { preview = false } = {},
): Promise<Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, custom, ...args }) => {
        const inputs = args.inputs as Record<string, unknown>;
        const resource = { type, name, inputs };
        if (custom === false) return { id: '', state: inputs };
        const answer = answers[type];
        if (!answer)
          throw new Error(`The program declares a ${type}, which the test does not expect.`);
        registered.push(resource);
        return {
          id: preview ? undefined : `${name}-id`,
          state: { ...inputs, ...answer(resource) },
        };
      },
      call: ({ token }) => {
        // A stack that has not been up.
        if (token === 'pulumi:pulumi:readStackOutputs') return { outputs: {} };
        throw new Error(`The program calls ${token}, which the test does not expect.`);
      },
    },
    'fusionauth-kong',
    'test',
    preview,
    'organization',
  );
  acceptHooks();
  await register();
  await pulumi.runtime.disconnect();
  return registered;
}

/** The SDK's mocks say that they support hooks, but lack the call that registers one. */
function acceptHooks(): void {
  const accept = (_: unknown, done: (error: null, answer: object) => void) => done(null, {});
  Object.assign(pulumi.runtime.getMonitor() ?? {}, { registerResourceHook: accept });
}

/** The one resource of that type, or of that type and name. */
export function the(registered: readonly Registered[], type: string, name?: string): Registered {
  const found = registered.filter(
    (r) => r.type === type && (name === undefined || r.name === name),
  );
  if (found.length !== 1)
    throw new Error(`${found.length} resources of type ${type} ${name ?? ''}`);
  return found[0]!;
}

const SECRET = '4dabf18193072939515e22adb298388d';

/** Whether an input was handed to the engine as a secret. */
export function isSecret(input: unknown): input is { value: unknown } {
  return typeof input === 'object' && input !== null && SECRET in input;
}
