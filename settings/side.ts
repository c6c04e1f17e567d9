import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../servers/problems.ts';
import { commandToRemove } from './describe.ts';
import type { Settings } from './settings.ts';

type Raw = Readonly<Record<string, unknown>>;

/** What a stack of one side has no use for. The lists among it are filled by the project's defaults. */
const OF_THE_OTHER = {
  issuer: ['apis', 'trusts'],
  gateway: [
    ...['applications', 'machines', 'issuer', 'tenant', 'tenantSettings', 'useExistingTenant'],
    'override',
  ],
};
const LISTS: readonly string[] = ['applications', 'machines', 'apis'];

/**
 * The settings without the lists that are for the other side alone, where nothing but the project's defaults fills
 * them.
 *
 * @param defaults read where the stack is of one side alone.
 * @param problems gets those that are set, and would declare nothing.
 */
export function ofSide(raw: Raw, defaults: () => Raw, problems: Problem[]): Raw {
  const { side } = raw;
  if (side !== 'issuer' && side !== 'gateway') return raw;
  const known = defaults();
  const own: Record<string, unknown> = { ...raw };
  for (const key of OF_THE_OTHER[side]) {
    if (LISTS.includes(key)) own[key] = [];
    if (raw[key] === undefined || isSame(raw[key], known[key])) continue;
    problems.push(ofTheOther(side, key));
  }
  return own;
}

/** Settings that are no list or map come as text. */
function isSame(value: unknown, fallback: unknown): boolean {
  return typeof value === 'string'
    ? value === String(fallback)
    : isDeepStrictEqual(value, fallback);
}

/** What a side lacks, or cannot do. */
export function sideProblems({ side, keyClaim, platform, ...settings }: Settings): Problem[] {
  const { applications, apis, trusts } = settings;
  const lacking = (key: string, fault: string, fix: string) => ({ key, fault, fix });
  const edit = (key: string) => `write one into ${key} in the stack's YAML file`;
  const problems = [
    side !== 'gateway' &&
      applications.length === 0 &&
      lacking('applications', 'must name one', edit('applications')),
    side !== 'issuer' && apis.length === 0 && lacking('apis', 'must name one', edit('apis')),
    side === 'both' && trusts.length > 0 && ofTheOther(side, 'trusts'),
    side === 'gateway' &&
      trusts.length === 0 &&
      lacking(
        'trusts',
        'must name a stack whose clients the APIs let in',
        "pulumi config set --path 'trusts[0]' ORG/PROJECT/STACK",
      ),
    side !== 'both' &&
      platform === 'docker' && {
        ...{ key: 'platform', value: platform },
        fault: 'runs both servers, and the stack is one side',
        fix: 'pulumi config set platform existing',
      },
    side !== 'both' &&
      keyClaim !== 'kid' && {
        ...{ key: 'keyClaim', value: keyClaim },
        fault: 'cannot be followed from one stack to another: there tokens are told apart by kid',
        fix: 'pulumi config set keyClaim kid',
      },
  ];
  return problems.filter((problem) => problem !== false);
}

function ofTheOther(side: Settings['side'], key: string): Problem {
  const whose = key === 'trusts' || key === 'apis' ? "the gateway's" : "the issuer's";
  const fault = `is for a stack of ${whose} side, and this one is ${side}`;
  return { key, fault, fix: commandToRemove([key]) };
}
