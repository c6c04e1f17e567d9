import type { Consequence, Judgement, Statement } from '../../kind.ts';

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
  /** What a reviewer is told of a change; left out, that the plugin is new, changes or goes. */
  describe?: (change: Switched) => Statement[];
}

type Config = Readonly<Record<string, unknown>>;

/** A plugin before and after; without a configuration where it is not there, or off. */
export interface Switched {
  was: Config | undefined;
  is: Config | undefined;
  /** Whether its API is made in the same update: then nobody calls it yet. */
  ofNew: boolean;
  /** The API, in a sentence. */
  api: string;
  /** What ends a sentence on a plugin that does nothing any more. */
  end: string;
}
