/** An object without what is left out of it, for inputs where undefined and absent differ. */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The arguments that are given. */
export function given<T extends object>(args: T): Given<T> {
  return Object.fromEntries(
    Object.entries(args).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}
