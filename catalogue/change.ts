export type Operation = 'create' | 'update' | 'replace' | 'delete' | 'import' | 'forget';

/** What a preview will do to one resource. */
export interface Change {
  operation: Operation;
  urn: string;
  type: string;
  /** The resource's name in the program. */
  name: string;
  /** The component that declares it; undefined at the top of the program. */
  component?: { type: string; name: string };
  /** The inputs before; empty for a new resource. */
  before: Record<string, unknown>;
  /** The inputs after; empty for a deleted resource. */
  after: Record<string, unknown>;
  /** The properties for which it is replaced. */
  replacedFor: readonly string[];
  /** Whether the API, consumer, application or entity that it belongs to is made in the same preview. */
  ofNew: boolean;
  /** The issuers and kids of the jwt credentials that the preview touches: what Kong finds a token's key by today. */
  foundBy: readonly string[];
}
