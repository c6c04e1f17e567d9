import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFusionAuth } from '../../embedded/fusionauth/fusionauth.ts';
import { Store } from '../../embedded/store.ts';
import { API_KEY } from './server.ts';

/** A request as FusionAuth received it. */
export interface Sent {
  method: string;
  path: string;
  tenant: string;
  body: unknown;
}

/** A running stand-in that keeps every request. */
export interface Recorder {
  url: string;
  sent: Sent[];
  stop(): Promise<void>;
}

export async function startRecorder(): Promise<Recorder> {
  const store = new Store(':memory:');
  const listener = createFusionAuth(store, { apiKey: API_KEY });
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString().trim();
      sent.push({
        method: request.method ?? '',
        path: (request.url ?? '').replace(/\/$/, ''),
        tenant: String(request.headers['x-fusionauth-tenantid'] ?? ''),
        body: body === '' ? null : (JSON.parse(body) as unknown),
      });
    });
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      store.close();
    },
  };
}
