import type { Consequence, Judgement } from '../../kind.ts';

/**
 * What one of Kong's plugins means to a protected API. Which fields it has, and their defaults, is for Kong's own
 * schema to say.
 */
export interface PluginKind {
  name: string;
  /** By the field of its configuration, dotted. */
  fields?: Readonly<Record<string, Judgement>>;
  /** What one that nobody declared does to an API, or its consumers, that has it. */
  foreign?: Consequence;
  /** What one on everything does to an API; left out, nothing that decides who is let in. */
  foreignEverywhere?: Consequence;
  /** Whether it asks callers who they are. */
  authenticates?: true;
}
