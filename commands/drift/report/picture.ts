import { escape } from '../../page.ts';
import { COLUMNS, type Chain, type ChainLink, type Column, type Station } from '../chain.ts';
import { changeText, count } from './table.ts';

const TITLES: Readonly<Record<Column, string>> = {
  issuer: 'Issuer',
  key: 'Key',
  credential: 'Credential',
  api: 'API',
};

const WIDTH = 226;
const HEIGHT = 56;
const GAP_X = 52;
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
  const shown = untangled(
    chain,
    COLUMNS.map((column) => chosen(chain, column)),
  );
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
${[...placed.values()].map((station) => drawMark(station, links)).join('')}
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

/** Each column in the order of what its stations hang on, so that fewer links cross. */
function untangled({ links }: Chain, columns: readonly Station[][]): Station[][] {
  const ordered: Station[][] = [];
  for (const column of columns) {
    const before = ordered.at(-1) ?? [];
    const position = ({ id }: Station) => {
      const own = links.filter(({ to }) => to === id).map(({ from }) => from);
      const rows = before.flatMap((station, row) => (own.includes(station.id) ? [row] : []));
      return rows.length === 0 ? before.length : rows.reduce((a, b) => a + b) / rows.length;
    };
    ordered.push(column.toSorted((a, b) => position(a) - position(b)));
  }
  return ordered;
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
  return `<path ${STROKES[weight(link)]} d="${path}" fill="none" stroke-width="3"><title>${escape(why)}</title></path>`;
}

/** Colour alone tells nothing to those who do not see it: broken links end in a cross and a number. */
function drawMark({ id, x, y }: Placed, links: readonly ChainLink[]): string {
  const broken = new Set(links.filter(({ to }) => to === id).flatMap((link) => link.broken));
  if (broken.size === 0) return '';
  const [left, middle] = [x - 38, y + HEIGHT / 2];
  return `<g><rect x="${left}" y="${middle - 11}" width="36" height="22" rx="11" fill="var(--bad)"/><text x="${left + 18}" y="${middle + 4.5}" text-anchor="middle" fill="var(--paper)" font-weight="700">✕ ${broken.size}</text></g>
`;
}

/** The inner svg cuts off what is too long; the whole text is in the title. */
function drawStation({ x, y, title, subtitle }: Placed): string {
  const text = (content: string, dy: number, style: string) =>
    `<text x="14" y="${dy}" ${style}>${escape(content)}</text>`;
  return `<g><title>${escape(`${title} ${subtitle}`)}</title>
<rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="8" fill="var(--paper)" stroke="var(--line)"/>
<svg x="${x}" y="${y}" width="${WIDTH - 10}" height="${HEIGHT}">
${text(title, 24, 'fill="var(--ink)" font-weight="600"')}
${text(subtitle, 43, 'fill="var(--soft)"')}</svg></g>`;
}
