import { describe, expect, it } from 'vitest';
import { requestFor } from '../../settings/api-args.ts';
import { route } from '../../settings/route.ts';

const faults = (more: object) => {
  const result = route.safeParse({ name: 'r', paths: ['/r'], ...more });
  return result.error?.issues.map(({ message }) => message) ?? [];
};

describe('a regular expression of a path', () => {
  it.each(['~/orders/\\d+$', '~/(?<id>[a-z]+)', '~/(?P<id>[a-z]+)'])('%s is taken', (path) => {
    expect(faults({ paths: [path] })).toEqual([]);
  });

  it.each(['~/(?=x)', '~/(?<!x)y', '~/(a)\\1'])('%s is refused, for Kong refuses it', (path) => {
    expect(faults({ paths: [path] }).join()).toContain('which Kong cannot');
  });
});

describe('a route', () => {
  it.each([
    [{ hosts: ['api.example.com', '*.example.com', 'example.*'] }],
    [{ paths: undefined, headers: { 'X-Api-Version': ['v2'] } }],
    [{ httpsOnly: true, httpsRedirect: 301, snis: ['api.example.com'] }],
    [{ pathHandling: 'v1', regexPriority: 5, requestBuffering: false, tags: ['team: orders'] }],
  ])('%j is taken', (more) => expect(faults(more)).toEqual([]));

  it.each([
    [{ paths: undefined }, 'must have paths, hosts, headers or snis'],
    [{ httpsRedirect: 301 }, 'must have httpsOnly'],
    [{ snis: ['a.example'] }, 'must have httpsOnly with snis'],
    [{ headers: { Host: ['a'] } }, 'use hosts'],
  ])('%j is refused: %s', (more, fault) => expect(faults(more).join()).toContain(fault));
});

describe('a request for a route', () => {
  it.each([
    [{ paths: ['/orders'] }, { path: '/orders', method: 'GET' }],
    [{ paths: ['~/orders/\\d+$'] }, { path: '/orders/1', method: 'GET' }],
    [{ paths: ['~/orders/(?<id>[^/]+)/items'] }, { path: '/orders/x/items', method: 'GET' }],
    [
      { paths: ['/orders'], methods: ['POST'] },
      { path: '/orders', method: 'POST' },
    ],
    [{ hosts: ['*.example.com'] }, { path: '/', method: 'GET', host: 'www.example.com' }],
    [
      { paths: ['/r'], headers: { 'X-Api-Version': ['v2'] } },
      { path: '/r', method: 'GET', headers: { 'X-Api-Version': 'v2' } },
    ],
  ])('Kong/kong#4294: %j', (settings, request) => {
    expect(requestFor(route.parse({ name: 'r', ...settings }))).toEqual(request);
  });
});
