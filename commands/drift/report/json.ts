import type { Drift } from '../detect.ts';
import { remedyOf } from '../remedy.ts';

/** The findings for programs. Request bodies, which may hold secrets, are left out. */
export function asJson({ stack, declared, findings }: Drift): string {
  const shown = findings.map((finding) => {
    const { server, kind, object, property, effect, meaning, link, urn } = finding;
    const { declared, live } = finding;
    const remedy = remedyOf(finding);
    return { server, kind, object, property, declared, live, effect, meaning, link, urn, remedy };
  });
  return JSON.stringify({ stack, declared, drift: findings.length > 0, findings: shown }, null, 2);
}
