import type { Database } from '../entities/database.ts';
import { compileRegex } from '../schema/regex.ts';
import { normalizePath } from '../schema/uri.ts';
import { idOf, isEntity, number, reference, strings, type Entity } from '../schema/value.ts';
import type { Exchange } from './exchange.ts';

/** A route that matched, and the part of the path that did. */
export interface Match {
  route: Entity;
  service: Entity | undefined;
  path: string | undefined;
  captures: Readonly<Record<string, string>>;
}

/** The part of the path that matches and what the groups matched, or undefined for no match. */
type PathTest = (path: string) => PathMatch | undefined;

type PathMatch = Pick<Match, 'captures'> & { path: string };

interface Matcher {
  route: Entity;
  service: Entity | undefined;
  priority: bigint;
  methods: Set<string> | undefined;
  hosts: ((host: string, port: number) => boolean) | undefined;
  headers: [string, (value: string) => boolean][];
  /** Holds for TLS only: plain HTTP is turned away afterwards. */
  snis: ((serverName: string) => boolean) | undefined;
  path: PathTest | undefined;
  /** Where one of these begins every path that matches. */
  prefixes: string[] | undefined;
  /** Where only these hosts match. */
  plainHosts: string[] | undefined;
}

/** Chooses the route of a request as the traditional_compatible router does. */
export class Router {
  readonly #byPrefix = new Map<string, Matcher[]>();
  readonly #byHost = new Map<string, Matcher[]>();
  readonly #others: Matcher[] = [];
  readonly #prefixLengths: number[];

  constructor(database: Database) {
    const services = database.table('services');
    const matchers: Matcher[] = [];
    for (const route of database.table('routes').all()) {
      const serviceId = reference(route['service']);
      const service = serviceId === undefined ? undefined : services.get(serviceId);
      if (service?.['enabled'] === false || !isHttp(route)) continue;
      for (const paths of pathGroups(strings(route['paths']))) {
        matchers.push(compile(route, service, paths));
      }
    }
    for (const matcher of matchers.sort(byPriority)) {
      const { prefixes, plainHosts } = matcher;
      if (prefixes) for (const prefix of prefixes) addTo(this.#byPrefix, prefix, matcher);
      else if (plainHosts) for (const host of plainHosts) addTo(this.#byHost, host, matcher);
      else this.#others.push(matcher);
    }
    const lengths = [...this.#byPrefix.keys()].map((prefix) => prefix.length);
    this.#prefixLengths = [...new Set(lengths)];
  }

  find(exchange: Exchange, port: number): Match | undefined {
    const path = normalizePath(exchange.rawPath);
    const [host, hostPort] = splitPort(exchange.header('host') ?? '');
    const lists = this.#prefixLengths.map((length) => this.#byPrefix.get(path.slice(0, length)));
    lists.push(this.#byHost.get(host), this.#others);
    let best: [Matcher, Match] | undefined;
    for (const list of lists) {
      // Each list is sorted, so its first match is its best.
      const found = list && firstMatch(list, exchange, path, host, hostPort ?? port);
      if (found && (!best || byPriority(found[0], best[0]) < 0)) best = found;
    }
    return best?.[1];
  }
}

function addTo(index: Map<string, Matcher[]>, key: string, matcher: Matcher): void {
  const list = index.get(key) ?? [];
  list.push(matcher);
  index.set(key, list);
}

function firstMatch(
  matchers: Matcher[],
  exchange: Exchange,
  path: string,
  host: string,
  port: number,
): [Matcher, Match] | undefined {
  for (const matcher of matchers) {
    const { route, service, methods, hosts, headers, snis } = matcher;
    if (methods && !methods.has(exchange.method)) continue;
    if (hosts && !hosts(host, port)) continue;
    if (snis && exchange.secure && !snis(exchange.serverName ?? '')) continue;
    if (
      !headers.every(([name, test]) => exchange.headerValues(name).some((value) => test(value)))
    ) {
      continue;
    }
    const matched = matcher.path?.(path);
    if (matcher.path && matched === undefined) continue;
    const { path: part, captures = {} } = matched ?? {};
    return [matcher, { route, service, path: part, captures }];
  }
  return undefined;
}

function byPriority(a: Matcher, b: Matcher): number {
  if (a.priority !== b.priority) return a.priority > b.priority ? -1 : 1;
  return idOf(a.route) > idOf(b.route) ? -1 : 1;
}

function isHttp(route: Entity): boolean {
  return strings(route['protocols']).some(
    (name) => name.startsWith('http') || name.startsWith('grpc'),
  );
}

/** Prefixes of one length have one priority, and so have all regular expressions of a route. */
function pathGroups(paths: string[]): string[][] {
  if (paths.length === 0) return [[]];
  const groups = new Map<number, string[]>();
  for (const path of paths) {
    const key = path.startsWith('~') ? 0 : path.length;
    const group = groups.get(key) ?? [];
    group.push(path);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function compile(route: Entity, service: Entity | undefined, paths: string[]): Matcher {
  const methods = strings(route['methods']);
  const hosts = strings(route['hosts']);
  const headers = isEntity(route['headers']) ? Object.entries(route['headers']) : [];
  const snis = strings(route['snis']);
  const isRegex = paths[0]?.startsWith('~') ?? false;
  const weight = [methods, hosts, headers, snis, paths].filter((list) => list.length > 0).length;
  const plainHosts = hosts.length > 0 && hosts.every((host) => !host.includes('*'));
  const tests = paths.map(pathTest);
  return {
    route,
    service,
    priority:
      (BigInt(weight) << 61n) |
      (BigInt(plainHosts ? 1 : 0) << 60n) |
      (BigInt(Math.min(headers.length, 255)) << 52n) |
      (BigInt(isRegex ? 1 : 0) << 51n) |
      (BigInt(isRegex ? number(route['regex_priority'], 0) : 0) << 19n) |
      BigInt(isRegex ? 0 : (paths[0]?.length ?? 0)),
    methods: methods.length > 0 ? new Set(methods) : undefined,
    hosts: hosts.length > 0 ? hostTest(hosts) : undefined,
    snis: snis.length > 0 ? (name) => snis.some((sni) => matchesSni(sni, name)) : undefined,
    headers: headers.map(([name, values]) => [name, headerTest(strings(values))]),
    path: tests.length > 0 ? (path) => firstResult(tests, path) : undefined,
    prefixes: paths.length > 0 && !isRegex ? paths : undefined,
    plainHosts: plainHosts ? hosts.map((host) => splitPort(host)[0]) : undefined,
  };
}

function matchesSni(sni: string, serverName: string): boolean {
  if (sni.startsWith('*')) return serverName.endsWith(sni.slice(1));
  if (sni.endsWith('*')) return serverName.startsWith(sni.slice(0, -1));
  return sni === serverName;
}

function firstResult(tests: PathTest[], path: string): PathMatch | undefined {
  for (const test of tests) {
    const matched = test(path);
    if (matched !== undefined) return matched;
  }
  return undefined;
}

function pathTest(pattern: string): PathTest {
  if (!pattern.startsWith('~')) {
    const match = { path: pattern, captures: {} };
    return (path) => (path.startsWith(pattern) ? match : undefined);
  }
  const regex = compileRegex(pattern.slice(1), true);
  return (path) => {
    regex.lastIndex = 0;
    const found = regex.exec(path);
    return found
      ? { path: found[0], captures: { ...found.groups, ...numbered(found) } }
      : undefined;
  };
}

function numbered(found: RegExpExecArray): Record<string, string> {
  return Object.fromEntries([...found.entries()].map(([index, group]) => [index, group ?? '']));
}

function splitPort(host: string): [string, number | undefined] {
  const at = host.indexOf(':');
  const port = at < 0 ? '' : host.slice(at + 1);
  return /^\d+$/.test(port) ? [host.slice(0, at), Number(port)] : [host, undefined];
}

function hostTest(patterns: string[]): (host: string, port: number) => boolean {
  const tests = patterns.map((pattern) => {
    const [wanted, wantedPort] = splitPort(pattern);
    const test = wanted.startsWith('*')
      ? (host: string) => host.endsWith(wanted.slice(1))
      : wanted.endsWith('*')
        ? (host: string) => host.startsWith(wanted.slice(0, -1))
        : (host: string) => host === wanted;
    return (host: string, port: number) =>
      test(host) && (wantedPort === undefined || wantedPort === port);
  });
  return (host, port) => tests.some((test) => test(host, port));
}

function headerTest(values: string[]): (value: string) => boolean {
  const tests = values.map((value) => {
    const wanted = value.toLowerCase();
    if (!wanted.startsWith('~*')) return (given: string) => given === wanted;
    const regex = compileRegex(wanted.slice(2));
    return (given: string) => regex.test(given);
  });
  return (value) => tests.some((test) => test(value.toLowerCase()));
}

/** The path with which to call the service, from its own path and what the route left over. */
export function upstreamPath(match: Match, requestPath: string): string {
  const base = typeof match.service?.['path'] === 'string' ? match.service['path'] : '/';
  const path = normalizePath(requestPath);
  if (match.route['strip_path'] !== true) {
    if (base.endsWith('/')) return base + path.slice(1);
    return path === '/' ? base : base + path;
  }
  const rest = withoutLeadingDots(path.slice((match.path ?? '/').length));
  if (base.endsWith('/')) {
    if (rest === '') return base === '/' || path.endsWith('/') ? base : base.slice(0, -1);
    return base + (rest.startsWith('/') ? rest.slice(1) : rest);
  }
  if (rest === '') return path.length > 1 && path.endsWith('/') ? `${base}/` : base;
  return rest.startsWith('/') ? base + rest : `${base}/${rest}`;
}

function withoutLeadingDots(rest: string): string {
  if (rest === '.' || rest === '..') return '';
  if (rest.startsWith('./')) return rest.slice(2);
  return rest.startsWith('../') ? rest.slice(3) : rest;
}
