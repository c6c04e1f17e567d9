import { describe, expect, it } from 'vitest';
import { api, problemsWith } from './given.ts';

const targets = [{ address: '10.0.0.1:80' }];
const faults = (balancing: object, more: object = {}) =>
  problemsWith({ apis: [api({ balancing, ...more })] }).map(({ fault }) => fault);

describe('balancing', () => {
  it.each([
    [{ targets: [{ address: '[::1]:8080', weight: 1 }] }],
    [{ targets, hash: { by: 'consumer', fallback: { by: 'ip' } } }],
    [{ targets, hash: { by: 'ip', cookie: { name: 'c' }, fallback: { by: 'cookie' } } }],
    [{ targets, healthChecks: { passive: {} } }],
  ])('%j is taken', (balancing) => expect(faults(balancing)).toEqual([]));

  it.each([
    [{ targets: [] }, 'must not be empty'],
    [{ targets: [{ address: '10.0.0.1:80', weight: 0 }] }, 'must be 1 or more'],
    [{ targets: [{ address: '10.0.0.1' }] }, 'must be HOST:PORT'],
    [{ targets: [{ address: '10.0.0.1:65536' }] }, 'must be HOST:PORT'],
    [{ targets: [...targets, ...targets] }, 'must name each address once'],
    [{ targets, hash: { by: 'header' } }, 'must have header with by: header'],
    [{ targets, hash: { by: 'cookie' } }, 'must have cookie'],
    [{ targets, hash: { by: 'none', fallback: { by: 'ip' } } }, 'must have no fallback'],
    [{ targets, hash: { by: 'ip', fallback: { by: 'ip' } } }, 'a fallback to something else'],
    [{ targets, healthChecks: {} }, 'must have active or passive'],
  ])('%j is refused: %s', (balancing, fault) =>
    expect(faults(balancing)).toEqual([expect.stringContaining(fault)]),
  );

  it('needs a name, which Kong holds once and looks up before any address', () => {
    expect(faults({ targets }, { upstream: 'http://10.0.0.9:80' })).toEqual([
      'must have a name as its host, by which Kong knows the targets of balancing',
    ]);
    const two = ['orders', 'stock'].map((name) =>
      api({ name, balancing: { targets } }, { name, paths: [`/${name}`] }),
    );
    expect(problemsWith({ apis: two }).map(({ key }) => key)).toEqual([
      'host of apis[].upstream with balancing',
    ]);
  });
});
