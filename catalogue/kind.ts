import type { Change } from './change.ts';

export type Server = 'Kong' | 'FusionAuth';

/**
 * What a difference does: `opens` lets in who or what was not declared, `breaks` keeps out or diverts what was,
 * `differs` is neither.
 */
export type Effect = 'opens' | 'breaks' | 'differs';

/** The links of the trust chain, from whom tokens come to what they open. */
export type Link = 'issuer-key' | 'key-credential' | 'credential-api';

/** What follows from a change, in one sentence. */
export interface Consequence {
  effect: Effect;
  meaning: string;
}

/** What a reviewer is told of a change, in a sentence of Markdown. */
export interface Statement extends Consequence {
  /** Whether it costs data. */
  isLoss?: true;
}

/** What follows from a change of a property; many open in one direction and close in the other. */
export type Judgement = Consequence | ((before: unknown, after: unknown) => Consequence);

/** A property of a resource that a component declares, or whose change matters though none does. */
export interface Property {
  judgement: Judgement;
  /** The server's field, dotted. Default: the provider's name for it. */
  field?: string;
  /** What the server has where the program says nothing; a function where that depends on the rest. */
  absent?: unknown;
  /** How the server writes what is declared, where it differs. */
  toServer?: (declared: unknown) => unknown;
  /** Of what the server has in it the program says a part. */
  partial?: true;
  /** Never shown, and a secret in the state. */
  secret?: true;
  /** Named like a secret, and none. */
  isPublic?: true;
  /** No server has it: it is between program and provider. */
  unread?: true;
  /** Drift also where it is left alone and nobody declared it: it says whom the object serves. */
  watched?: true;
  /** How it follows from the object that it is taken from, where it is not that object's id. */
  of?: (object: Inputs, urn: string) => unknown;
}

/** How an object is found on its server. Ids are those of the state. */
export interface Identity {
  /** Where the object itself is. */
  path: (id: string, inputs: Inputs) => string;
  /** The member of FusionAuth's answer that holds it. */
  member?: string;
  /** Kong's list of all such entities. */
  list?: string;
  /** What the server holds once, and the property that declares it. */
  unique?: Readonly<Record<string, string>>;
}

/** How an object whose id is not known is told from all others on its server. */
export interface Search {
  /** The properties that tell it from those that are looked through; none where there can be but one. */
  by: readonly string[];
  /** Properties that have to be as declared, too, wherever that is known: whose it is, beyond its name. */
  proof?: readonly string[];
  /** Where the server has what is looked through. Left out, it is in Kong's list. */
  among?: (inputs: Inputs) => Place;
  /** The properties that `among` needs. */
  needs?: readonly string[];
  /** Its id in the state, if that is more than the server's. */
  id?: (object: Inputs) => string;
}

/** What a server is asked for. */
export interface Place {
  path: string;
  /** The member of FusionAuth's answer that holds an object or a list of them, `data` of Kong's: `application.roles` is a list within one. */
  member: string;
  /** The id of the tenant that is looked into, where the path leaves that open. */
  tenant?: string;
}

export type Inputs = Readonly<Record<string, unknown>>;

/** Everything about one kind of resource that anything besides its component has to know. */
export interface Kind {
  /** The type's token. */
  type: string;
  /** What people call such an object. */
  title: string;
  /** Where it stands in the trust chain; left out for what is on neither server. */
  place?: { server: Server; link: Link };
  /** Whether it is what its component is about: what happens to it goes for the component's other resources. */
  heads?: true;
  identity?: Identity;
  /** Left out for what is on neither server. */
  search?: Search;
  /**
   * What people call one; left out, its title and its name.
   *
   * @param names what other objects are called, by their ids.
   */
  label?: (inputs: Inputs, names: ReadonlyMap<string, string>) => string;
  /** What follows if it is gone. */
  missing?: Consequence;
  /** By the provider's name for it, dotted, indexes left out. */
  properties: Readonly<Record<string, Property>>;
  /**
   * What is left as it is found where the program says nothing of it, and is no drift then. The provider would set it
   * back to its defaults: an update sends the whole object, and silence would cost a tenant its mail server.
   */
  leftAlone?: readonly string[];
  /** Outputs that the provider does not mark as secrets although they are, or have one in them. */
  secretOutputs?: readonly string[];
  /** The property that names the key by which tokens are signed. */
  signsWith?: string;
  /** The property that says how many seconds tokens live. */
  lifetime?: string;
  /** What a reviewer is told of a change; left out, its title and what follows for its properties. */
  describe?: (change: Change) => Statement[];
}

/** What the server has where the program says nothing of that property. */
export function absentOf({ absent }: Property, inputs: Inputs): unknown {
  return typeof absent === 'function' ? (absent as (inputs: Inputs) => unknown)(inputs) : absent;
}

export function opens(meaning: string): Consequence {
  return { effect: 'opens', meaning };
}

export function breaks(meaning: string): Consequence {
  return { effect: 'breaks', meaning };
}

export function differs(meaning: string): Consequence {
  return { effect: 'differs', meaning };
}

/** A switch that opens in one position. */
export function switched({ on, off }: { on: Consequence; off: Consequence }): Judgement {
  return (_, after) => (after === true ? on : off);
}

/** A number that opens as it grows. */
export function grown(wider: string, narrower: string): Judgement {
  return (before, after) =>
    Number(after ?? 0) > Number(before ?? 0) ? opens(wider) : breaks(narrower);
}

/** A list of what may pass: none at all means everything. */
export function filter(wider: string, other: string): Judgement {
  return (before, after) => {
    const [had, has] = [entriesOf(before), entriesOf(after)];
    const isWider = has.length === 0 ? had.length > 0 : had.length > 0 && covers(has, had);
    return isWider ? opens(wider) : breaks(other);
  };
}

/** A list of what is allowed: one more entry opens. */
export function allowed(wider: string, narrower: string): Judgement {
  return (before, after) =>
    covers(entriesOf(before), entriesOf(after)) ? breaks(narrower) : opens(wider);
}

function entriesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map((entry) => JSON.stringify(entry));
}

function covers(wide: readonly string[], narrow: readonly string[]): boolean {
  return narrow.every((entry) => wide.includes(entry));
}
