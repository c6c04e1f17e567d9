/** The name at the end of a URN. It may have colons in it. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

/** The last part of a type: `Route` of `kong:index/route:Route`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf(':') + 1);
}
