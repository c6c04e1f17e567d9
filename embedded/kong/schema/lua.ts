import { isEntity } from './value.ts';

const keywords = new Set(
  (
    'and break do else elseif end false for function goto if in local nil not or repeat return ' +
    'then true until while'
  ).split(' '),
);

function quoted(text: string): string {
  if (text.includes('\n') && !text.includes('\r')) {
    return `[[${text.startsWith('\n') ? '\n' : ''}${text}]]`;
  }
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\r', '\\r')}"`;
}

function keyOf(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && !keywords.has(key) ? key : `["${key}"]`;
}

/**
 * `value` as a Lua table constructor, which is how Kong shows keys and nested problems in messages:
 * `{name="x"}` on one line, or indented over several.
 */
export function luaTable(value: unknown, compact = true): string {
  return write(value, compact, '').join(compact ? '' : '\n');
}

function write(value: unknown, compact: boolean, indent: string): string[] {
  if (typeof value === 'string') return [quoted(value)];
  if (value === null) return ['"userdata: NULL"'];
  const inner = compact ? '' : `${indent}  `;
  const assign = compact ? '=' : ' = ';
  const entries: [string, unknown][] = [];
  if (Array.isArray(value)) {
    const list = value as unknown[];
    const gap = list.findIndex((item) => item === undefined);
    const dense = gap < 0 ? list.length : gap;
    list.forEach((item, index) => {
      if (item !== undefined) entries.push([index < dense ? '' : `[${index + 1}]${assign}`, item]);
    });
  } else if (isEntity(value as never)) {
    const table = value as Record<string, unknown>;
    for (const key of Object.keys(table).sort()) {
      if (table[key] !== undefined) entries.push([`${keyOf(key)}${assign}`, table[key]]);
    }
  } else {
    return [JSON.stringify(value)];
  }
  const lines = ['{'];
  entries.forEach(([prefix, item], index) => {
    const [first = '', ...rest] = write(item, compact, inner);
    lines.push(`${inner}${prefix}${first}`, ...rest);
    if (index < entries.length - 1) lines[lines.length - 1] += ',';
  });
  lines.push(`${indent}}`);
  return lines;
}
