/** A resource as ids are noted for it: by its type and its name in the program. */
export function resourceKey({ type }: { type: string }, name: string): string {
  return `${type} ${name}`;
}
