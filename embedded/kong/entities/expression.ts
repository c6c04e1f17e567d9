import { routerProblem, type RegexProblem } from '../schema/regex.ts';
import { isEntity, strings, type Entity } from '../schema/value.ts';

function literal(value: string): string {
  return `r#"${value}"#`;
}

/** What will not compile: a place in the expression, and how much of it. */
interface Problem {
  at: number;
  length: number | undefined;
  detail: string;
}

function pointed(text: string, { at, length, detail }: Problem): string {
  const marker = length === undefined ? '^---' : `^${'-'.repeat(Math.max(0, length - 2))}^`;
  const column = ' '.repeat(at);
  return ` --> 1:${at + 1}\n  |\n1 | ${text}\n  | ${column}${marker}\n  |\n  = ${detail}`;
}

/** Collects the parts of an expression with the places of what cannot be compiled in it. */
class Expression {
  text = '';
  problem: Problem | undefined;

  add(part: string): void {
    this.text += part;
  }

  addRegex(pattern: string): void {
    const found = routerProblem(pattern);
    const written = literal(pattern);
    if (found) this.note(written.length, regexDetail(pattern, found));
    this.add(written);
  }

  /** The parts between `&&` or `||`. */
  addAll<T>(separator: string, items: readonly T[], write: (item: T) => void): void {
    items.forEach((item, index) => {
      if (index > 0) this.add(separator);
      write(item);
    });
  }

  note(length: number | undefined, detail: string): void {
    this.problem ??= { at: this.text.length, length, detail };
  }
}

function regexDetail(pattern: string, { at, length, message }: RegexProblem): string {
  const marker = ' '.repeat(at) + '^'.repeat(length);
  return `regex parse error:\n    ${pattern}\n    ${marker}\nerror: ${message}`;
}

function writeHost(expression: Expression, given: string): void {
  const [, host = given, port] = /^(.*):(\d+)$/.exec(given) ?? [];
  const [operator, value] = wildcard(host);
  const test = `http.host ${operator} ${literal(value)}`;
  expression.add(port === undefined ? test : `(${test} && net.dst.port == ${port})`);
}

function wildcard(name: string): [operator: string, value: string] {
  if (name.startsWith('*')) return ['=^', name.slice(1)];
  return name.endsWith('*') ? ['^=', name.slice(0, -1)] : ['==', name];
}

function writePath(expression: Expression, path: string): void {
  if (path.startsWith('~')) {
    expression.add('http.path ~ ');
    expression.addRegex(`^${path.slice(1).replaceAll('?<', '?P<')}`);
  } else {
    expression.add(`http.path ^= ${literal(path)}`);
  }
}

function writeHeader(expression: Expression, [name, values]: [string, string[]]): void {
  const field = `any(lower(http.headers.${name.toLowerCase().replaceAll('-', '_')}))`;
  expression.add('(');
  if (values.length === 0) expression.note(undefined, 'expected term');
  expression.addAll(' || ', values, (value) => {
    const regex = value.startsWith('~*');
    expression.add(`${field} ${regex ? '~' : '=='} `);
    if (regex) expression.addRegex(value.slice(2).toLowerCase());
    else expression.add(literal(value.toLowerCase()));
  });
  expression.add(')');
}

/**
 * What keeps the router from compiling a route. The real router first writes the route as one
 * expression, and points into that.
 */
export function routeProblem(route: Entity): string | undefined {
  if (!strings(route['protocols']).some((name) => /^(http|grpc)/.test(name))) return undefined;
  const headers = isEntity(route['headers']) ? Object.entries(route['headers']) : [];
  const expression = new Expression();
  const group =
    <T>(items: readonly T[], write: (item: T) => void) =>
    () => {
      expression.add('(');
      expression.addAll(' || ', items, write);
      expression.add(')');
    };
  const terms: [count: number, write: () => void][] = [
    [strings(route['snis']).length, () => writeSnis(expression, strings(route['snis']))],
    [
      strings(route['methods']).length,
      group(strings(route['methods']), (method) =>
        expression.add(`http.method == ${literal(method)}`),
      ),
    ],
    [
      strings(route['hosts']).length,
      group(strings(route['hosts']), (host) => writeHost(expression, host)),
    ],
    [
      strings(route['paths']).length,
      group(strings(route['paths']), (path) => writePath(expression, path)),
    ],
    ...headers.map(([name, values]): [number, () => void] => [
      1,
      () => writeHeader(expression, [name, strings(values)]),
    ]),
  ];
  expression.addAll(
    ' && ',
    terms.filter(([count]) => count > 0),
    ([, write]) => write(),
  );
  const { problem, text } = expression;
  if (!problem) return undefined;
  return `Router Expression failed validation: ${pointed(text, problem)}`;
}

function writeSnis(expression: Expression, snis: string[]): void {
  expression.add('(net.protocol != r#"https"# || (');
  expression.addAll(' || ', snis, (sni) => {
    const [operator, value] = wildcard(sni);
    const name = operator !== '^=' && value.length > 1 ? value.replace(/\.$/, '') : value;
    expression.add(`tls.sni ${operator} ${literal(name)}`);
  });
  expression.add('))');
}
