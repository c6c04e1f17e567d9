import { writeSync } from 'node:fs';
import { Store } from '../../embedded/store.ts';

// Writes to the store that the argument names until it is killed, and says each write that has returned.
const things = new Store(process.argv[2]!).collection<{ n: number }>('thing');
for (let n = 0; ; n += 1) {
  things.put(String(n), { n });
  writeSync(1, `${n}\n`);
}
