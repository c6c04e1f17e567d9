import type { Finding } from '../shared/finding.ts';

/** How a finding is undone. */
export type Remedy = 'pulumi' | 'restore' | 'remove' | 'hand';

export function remedyOf({ byPulumi, request }: Finding): Remedy {
  if (byPulumi) return 'pulumi';
  if (!request) return 'hand';
  return request.method === 'DELETE' ? 'remove' : 'restore';
}

/** The same for people: the command or the request. */
export function remedyText(finding: Finding): string {
  const { server, request, makesWay } = finding;
  switch (remedyOf(finding)) {
    case 'pulumi':
      return makesWay
        ? `${makesWay.method} ${makesWay.path} in ${server}, then pulumi up --refresh`
        : 'pulumi up --refresh';
    case 'hand':
      return 'the other findings, or by hand';
    default:
      return `${request!.method} ${request!.path} in ${server}`;
  }
}
