import { COLUMNS, type Chain, type ChainLink, type Column, type Station } from '../chain.ts';
import { changeText, count } from './table.ts';
import { escape } from './html.ts';

const TITLES: Readonly<Record<Column, string>> = {
  issuer: 'Issuer',
  key: 'Key',
  credential: 'Credential',
  api: 'API',
};

const WIDTH = 216;
const HEIGHT = 56;
const GAP_X = 72;
const GAP_Y = 24;
const MARGIN = 24;
const TOP = 48;

/** More stations than anybody can look at are left out, the ones without drift first. */
const MOST = 24;

interface Placed extends Station {
  x: number;
  y: number;
}

/** The trust chain as SVG: broken links red, links that merely differ amber, the others green. */
export function drawChain(chain: Chain): string {
  const shown = COLUMNS.map((column) => chosen(chain, column));
  const rows = Math.max(...shown.map((stations) => stations.length), 1);
  const placed = new Map<string, Placed>();
  shown.forEach((stations, column) => {
    const offset = ((rows - stations.length) * (HEIGHT + GAP_Y)) / 2;
    stations.forEach((station, row) =>
      placed.set(station.id, {
        ...station,
        x: MARGIN + column * (WIDTH + GAP_X),
        y: TOP + offset + row * (HEIGHT + GAP_Y),
      }),
    );
  });
  const links = chain.links
    .filter(({ from, to }) => placed.has(from) && placed.has(to))
    // Broken ones last: they are drawn over the others.
    .toSorted((a, b) => weight(a) - weight(b));
  const left = chain.stations.length - placed.size;
  const width = 2 * MARGIN + COLUMNS.length * WIDTH + (COLUMNS.length - 1) * GAP_X;
  const height = TOP + rows * (HEIGHT + GAP_Y) + (left > 0 ? 24 : 0);
  const broken = links.filter((link) => link.broken.length > 0).length;
  return `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"
 aria-label="Chain of trust from issuer to API, ${count(broken, 'link')} broken">
${COLUMNS.map(
  (column, index) =>
    `<text x="${MARGIN + index * (WIDTH + GAP_X)}" y="28" font-weight="600" fill="var(--soft)">${TITLES[column]}</text>`,
).join('\n')}
${links.map((link) => drawLink(link, placed.get(link.from)!, placed.get(link.to)!)).join('\n')}
${[...placed.values()].map(drawStation).join('\n')}
${left > 0 ? `<text x="${MARGIN}" y="${height - 12}" fill="var(--soft)">${left} more without drift</text>` : ''}
</svg>`;
}

function chosen({ stations, links }: Chain, column: Column): Station[] {
  const own = stations.filter((station) => station.column === column);
  if (own.length <= MOST) return own;
  const drifted = new Set(
    links.filter((link) => weight(link) > 0).flatMap(({ from, to }) => [from, to]),
  );
  return own
    .toSorted((a, b) => Number(drifted.has(b.id)) - Number(drifted.has(a.id)))
    .slice(0, MOST);
}

function weight({ broken, differs }: ChainLink): number {
  return broken.length > 0 ? 2 : differs.length > 0 ? 1 : 0;
}

const STROKES = [
  'class="holds" stroke="var(--good)"',
  'class="differs" stroke="var(--warn)"',
  'class="broken" stroke="var(--bad)" stroke-dasharray="7 5"',
];

function drawLink(link: ChainLink, from: Placed, to: Placed): string {
  const x1 = from.x + WIDTH;
  const y1 = from.y + HEIGHT / 2;
  const y2 = to.y + HEIGHT / 2;
  const middle = (x1 + to.x) / 2;
  const findings = [...link.broken, ...link.differs];
  const why =
    findings.map((one) => `${one.object}: ${changeText(one)}`).join('\n') || 'as declared';
  const path = `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${to.x} ${y2}`;
  return `<path ${STROKES[weight(link)]} d="${path}" fill="none" stroke-width="3"><title>${escape(why)}</title></path>${mark(link, middle, (y1 + y2) / 2)}`;
}

/** Colour alone tells nothing to those who do not see it: broken links carry a cross and a number. */
function mark({ broken }: ChainLink, x: number, y: number): string {
  if (broken.length === 0) return '';
  return `<g><circle cx="${x}" cy="${y}" r="13" fill="var(--bad)"/><text x="${x}" y="${y + 4.5}" text-anchor="middle" fill="var(--paper)" font-weight="700">✕${broken.length}</text></g>`;
}

function drawStation({ x, y, title, subtitle }: Placed): string {
  const text = (content: string, dy: number, fill: string, weight: string) =>
    `<text x="${x + 14}" y="${y + dy}" fill="${fill}" font-weight="${weight}">${escape(shorten(content))}</text>`;
  return `<g><title>${escape(`${title} ${subtitle}`)}</title>
<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="8" fill="var(--paper)" stroke="var(--line)"/>
${text(title, 24, 'var(--ink)', '600')}
${text(subtitle, 43, 'var(--soft)', '400')}</g>`;
}

/** What fits into a box at 13 pixels. */
function shorten(text: string): string {
  return text.length > 29 ? `${text.slice(0, 28)}…` : text;
}
