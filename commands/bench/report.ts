import { OPERATIONS, type Operation, type Row } from './measure.ts';

/** The least that an operation needs: what it asks of Kong. A preview without changes asks nothing. */
const FLOORS: Readonly<Record<Operation, 'create' | 'read' | 'delete' | undefined>> = {
  ...{ up: 'create', preview: undefined, refresh: 'read', drift: 'read', destroy: 'delete' },
} as const;

/** A table in Markdown: seconds, and in brackets how many times the floor that is. */
export function asTable(rows: readonly Row[]): string {
  const titles = ['APIs', 'stacks', ...OPERATIONS, 'floor (create, read, delete)', 'memory'];
  const lines = rows.map(({ apis, stacks, seconds, floor, megabytes }) => [
    String(apis),
    String(stacks),
    ...OPERATIONS.map((operation) => {
      const name = FLOORS[operation];
      const ratio = name ? ` (${(seconds[operation] / floor[name]).toFixed(0)})` : '';
      return `${shown(seconds[operation])}${ratio}`;
    }),
    [floor.create, floor.read, floor.delete].map(shown).join(', '),
    megabytes ? `${megabytes.toFixed(0)} MB` : '',
  ]);
  return [titles, titles.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function shown(seconds: number): string {
  return seconds.toFixed(seconds < 10 ? 2 : 0);
}

const COLOURS: Readonly<Record<Operation | 'floor', string>> = {
  ...{ up: '#d1242f', preview: '#0969da', refresh: '#8250df', drift: '#1f8a4c' },
  ...{ destroy: '#b07d00', floor: '#8c959f' },
};

const [WIDTH, HEIGHT, MARGIN] = [640, 400, 56];

/** Seconds by number of APIs in one stack, both logarithmic; the floor is that of making the objects. */
export function asPlot(rows: readonly Row[]): string {
  const single = rows.filter(({ stacks }) => stacks === 1);
  const series = [...OPERATIONS, 'floor'] as const;
  const secondsOf = (row: Row, name: (typeof series)[number]) =>
    name === 'floor' ? row.floor.create : row.seconds[name];
  const all = single.flatMap((row) => series.map((name) => secondsOf(row, name)));
  const x = scale(
    single.map(({ apis }) => apis),
    MARGIN,
    WIDTH - 110,
  );
  const y = scale(all, HEIGHT - MARGIN, 20);
  const lines = series.map((name) => {
    const points = single.map((row) => `${x(row.apis)},${y(secondsOf(row, name))}`);
    const end = single.at(-1)!;
    return (
      `<polyline fill="none" stroke="${COLOURS[name]}" stroke-width="2" points="${points.join(' ')}"/>` +
      `<text x="${x(end.apis) + 8}" y="${y(secondsOf(end, name)) + 4}" fill="${COLOURS[name]}">${name}</text>`
    );
  });
  const below = single.map(
    ({ apis }) => `<text x="${x(apis)}" y="${HEIGHT - 24}" text-anchor="middle">${apis}</text>`,
  );
  const beside = [0.1, 1, 10, 100].filter((at) => at >= Math.min(...all) && at <= Math.max(...all));
  const ticks = beside.map(
    (at) =>
      `<line x1="${MARGIN}" x2="${WIDTH - 110}" y1="${y(at)}" y2="${y(at)}" stroke="#d0d7de"/>` +
      `<text x="${MARGIN - 8}" y="${y(at) + 4}" text-anchor="end">${at} s</text>`,
  );
  const style = 'font: 12px system-ui, sans-serif; fill: #57606a';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" style="${style}">\n` +
    `<rect width="100%" height="100%" fill="#ffffff"/>\n` +
    [...ticks, ...below, ...lines].join('\n') +
    `\n<text x="${(MARGIN + WIDTH - 110) / 2}" y="${HEIGHT - 6}" text-anchor="middle">APIs in one stack</text>\n</svg>\n`
  );
}

/** Where a value lies on a logarithmic axis. */
function scale(values: readonly number[], from: number, to: number) {
  const [low, high] = [Math.log(Math.min(...values)), Math.log(Math.max(...values))];
  const span = high - low || 1;
  return (value: number) => Math.round(from + ((Math.log(value) - low) / span) * (to - from));
}
