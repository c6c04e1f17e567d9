import { differs, type Inputs, type Property } from '../kind.ts';

/** What decides who reaches an API. */
export const CREDENTIAL_API = { server: 'Kong', link: 'credential-api' } as const;

/** What decides whose signature Kong accepts. */
export const KEY_CREDENTIAL = { server: 'Kong', link: 'key-credential' } as const;

export const TAGS: Property = { judgement: differs('tag scopes of other tools change') };

/** Kong writes an id that it refers to as an object. */
export function reference(id: unknown): unknown {
  return id === undefined || id === null ? null : { id };
}

/** The id in the state of what belongs to a consumer. */
export function withConsumer({ id, consumer }: Inputs): string {
  return `${String(id)}|${(consumer as { id: string }).id}`;
}

/** The path of what belongs to a consumer. */
export function ofConsumer(list: string) {
  return (id: string, inputs: Readonly<Record<string, unknown>>) =>
    `/consumers/${String(inputs['consumerId'])}/${list}/${id}`;
}
