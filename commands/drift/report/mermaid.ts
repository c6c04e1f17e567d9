import type { Chain, ChainLink, Station } from '../chain.ts';
import { count } from '../../shared/shown.ts';

/** More links than anybody can look at are left out, the ones without drift first. */
const MOST = 40;

/**
 * The trust chain as a Mermaid flow chart in Markdown, which GitHub and GitLab draw
 * (https://mermaid.js.org/syntax/flowchart.html).
 */
export function drawChain({ stations, links, elsewhere }: Chain): string[] {
  const drawn = links.toSorted((a, b) => weight(b) - weight(a)).slice(0, MOST);
  const used = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const loose = stations.filter(({ id }) => !links.some(({ from, to }) => [from, to].includes(id)));
  const shown = stations.filter((one) => used.has(one.id) || loose.slice(0, MOST).includes(one));
  const ids = new Map(shown.map(({ id }, index) => [id, `s${index}`]));
  const hidden = links.length - drawn.length;
  return [
    '```mermaid',
    'flowchart LR',
    ...shown.map((station) => `  ${ids.get(station.id)}["${labelOf(station)}"]`),
    ...drawn.map((link) => `  ${ids.get(link.from)} ${arrow(link)} ${ids.get(link.to)}`),
    ...drawn.flatMap((link, index) => styleOf(link, index)),
    '```',
    '',
    ...(links.some((link) => weight(link) > 0) ? [LEGEND, ''] : []),
    ...(hidden > 0 ? [`${count(hidden, 'more link')} left out.`, ''] : []),
    ...(elsewhere.length > 0
      ? [`${count(elsewhere.length, 'difference')} at no link of the picture.`, '']
      : []),
  ];
}

const LEGEND =
  'Issuer → key → credential → API. ✕: what is declared does not hold, with the number of differences; ' +
  '≠: differs otherwise; thick: nobody declared it, but it lets in.';

function weight({ findings, isDeclared }: ChainLink): number {
  if (!isDeclared) return 3;
  if (findings.some(({ effect }) => effect !== 'differs')) return 2;
  return findings.length > 0 ? 1 : 0;
}

function arrow(link: ChainLink): string {
  const number = link.findings.length;
  const ways = ['-->', `-.->|"≠ ${number}"|`, `x-.-x|"✕ ${number}"|`, `==>|"✕ ${number}"|`];
  return ways[weight(link)]!;
}

function styleOf(link: ChainLink, index: number): string[] {
  const colour = ['', '#b58900', '#c0392b', '#c0392b'][weight(link)]!;
  return colour ? [`  linkStyle ${index} stroke:${colour},color:${colour}`] : [];
}

function labelOf({ title, subtitle }: Station): string {
  return `${encoded(title)}<br/>${encoded(subtitle)}`;
}

/** Names come from servers that others write to: what may mean something to Mermaid is an entity's number. */
function encoded(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/_-]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
