import { breaks, opens, type Statement } from '../../kind.ts';
import { about, difference } from '../../statement.ts';
import { listOf } from '../../values.ts';
import type { Switched } from './plugin-kind.ts';

/** With an anonymous consumer each such plugin is one way in among several, without it one more lock. */
export function otherCredential(credential: string) {
  return ({ was, is, ofNew, api }: Switched): Statement[] => {
    const isWayIn = Boolean((was ?? is)?.['anonymous']);
    if (was && !is) {
      return isWayIn
        ? [breaks(`Requests to ${api} with ${credential} alone are refused from now on.`)]
        : [opens(`${capital(credential)} is no longer asked for on ${api}.`)];
    }
    if (!is || was || ofNew) return [];
    return isWayIn
      ? [opens(`Requests to ${api} with ${credential} are let in.`)]
      : [breaks(`Requests to ${api} without ${credential} are refused from now on.`)];
  };
}

export function describeLists(what: string) {
  return ({ was, is, ofNew, api }: Switched): Statement[] => {
    if (ofNew) return [];
    if (!is) return was ? [opens(`Requests to ${api} are let in whatever their ${what}.`)] : [];
    const allow = difference(was?.['allow'], is['allow']);
    const deny = difference(was?.['deny'], is['deny']);
    const isFirst = listOf(was?.['allow']).length === 0;
    return [
      ...about(allow.gained, (all) =>
        isFirst
          ? breaks(`${api} refuses every ${what} but ${all}.`)
          : opens(`${api} lets in ${what} ${all}.`),
      ),
      ...about(deny.lost, (all) => opens(`${api} lets in ${what} ${all}.`)),
      ...about([...allow.lost, ...deny.gained], (all) =>
        breaks(`${api} no longer lets in ${what} ${all}.`),
      ),
    ];
  };
}

export function describeCors({ was, is, ofNew, api }: Switched): Statement[] {
  if (ofNew) return [];
  if (!is) return was ? [breaks(`Browsers of other origins are refused on ${api}.`)] : [];
  const { gained, lost } = difference(was?.['origins'], is['origins']);
  const sendsCookies = is['credentials'] === true && was?.['credentials'] !== true;
  return [
    ...about(gained, (all) => opens(`Pages of ${all} may call ${api} in browsers.`)),
    ...about(lost, (all) => breaks(`Pages of ${all} may no longer call ${api} in browsers.`)),
    ...(sendsCookies ? [opens(`Browsers send cookies to ${api} from other origins.`)] : []),
  ];
}

function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

export function describeTermination({ was, is, api }: Switched): Statement[] {
  return is && !was ? [breaks(`Requests to ${api} are answered by Kong itself.`)] : [];
}
