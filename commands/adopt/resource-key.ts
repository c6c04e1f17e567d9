import type { Kind } from '../../catalogue/kind.ts';

/** A resource as adoption notes its id: by its type and its name in the program. */
export function resourceKey({ type }: Kind, name: string): string {
  return `${type} ${name}`;
}
