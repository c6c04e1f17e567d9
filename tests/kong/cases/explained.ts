import type { CaseFile } from '../suite/case.ts';

/** Cases in which the embedded gateway answers otherwise, by file and name, and why. */
export const explained: Record<string, Record<string, string>> = {
  protocol: {
    'method: unknown method':
      "Node's HTTP parser answers 400 to a method that it does not know, before the gateway sees the request.",
  },
};

/** Marks the explained cases of each file. */
export function explain(files: readonly CaseFile[]): CaseFile[] {
  return files.map(({ name, cases }) => ({
    name,
    cases: cases.map((one) => {
      const differs = explained[name]?.[one.name];
      return differs === undefined ? one : { ...one, differs };
    }),
  }));
}
