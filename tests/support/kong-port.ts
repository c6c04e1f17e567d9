import { once } from 'node:events';
import { createServer } from 'node:net';

/** What a real Kong started on a port listens on: the port itself, the next one, and TLS. */
const OFFSETS = [0, 1, 443];

/** A port on which a real Kong can be started beside others. */
export async function freeKongPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all(OFFSETS.map((offset) => isFree(port + offset)));
    if (free.every(Boolean)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
