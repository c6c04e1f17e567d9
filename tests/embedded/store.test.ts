import { describe, expect, it } from 'vitest';
import { Store } from '../../embedded/store.ts';

interface Thing {
  size: number;
}

describe('the store', () => {
  it('keeps the order in which documents were first put', () => {
    const things = new Store(':memory:').collection<Thing>('thing');
    for (const id of ['b', 'a', 'c']) things.put(id, { size: 1 });
    things.put('b', { size: 2 });
    expect(things.all()).toEqual([{ size: 2 }, { size: 1 }, { size: 1 }]);
    things.reload();
    expect(things.all()).toEqual([{ size: 2 }, { size: 1 }, { size: 1 }]);
  });

  it('takes back everything that a failed transaction wrote', () => {
    const store = new Store(':memory:');
    const things = store.collection<Thing>('thing');
    things.put('a', { size: 1 });
    const work = () =>
      store.transaction(() => {
        things.put('a', { size: 2 });
        store.transaction(() => things.put('b', { size: 3 }));
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect(things.all()).toEqual([{ size: 1 }]);
  });

  it('keeps collections apart', () => {
    const store = new Store(':memory:');
    store.collection<Thing>('one').put('a', { size: 1 });
    expect(store.collection<Thing>('two').get('a')).toBeUndefined();
    expect(store.collection<Thing>('one').delete('a')).toBe(true);
    expect(store.collection<Thing>('one').delete('a')).toBe(false);
  });
});
