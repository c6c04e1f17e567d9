import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKong } from '../../../embedded/kong/kong.ts';
import { Store } from '../../../embedded/store.ts';
import { recorded } from '../support/recorded.ts';
import { lifeCycles } from './cases.ts';
import { difference } from './deviations.ts';
import { Bench, embedded } from './run.ts';

describe('the embedded kong plugin on the embedded Kong answers as the official one on the real Kong', () => {
  const store = new Store(':memory:');
  const kong = createKong(store);
  const server = createServer((request, response) => kong.admin(request, response));
  const answers = recorded('kong');
  let bench: Bench;

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    bench = await Bench.start(embedded, `http://127.0.0.1:${port}`);
  });

  afterAll(async () => {
    await bench.stop();
    server.closeAllConnections();
    server.close();
    kong.close();
    store.close();
  });

  test.each(lifeCycles())('$name', async (life) => {
    const expected = answers.get(life.name);
    expect(expected, 'not recorded: npm run parity -- plugins record').toBeDefined();
    expect(difference(life.name, expected ?? [], await bench.run(life))).toBeUndefined();
  });
});
