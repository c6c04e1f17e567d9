import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { startInBackground } from '../../embedded/background.ts';
import { stopRunning } from '../../embedded/control.ts';

/** How many APIs, each with a service, a route, a jwt plugin, a consumer and a credential. */
const APIS = 1000;
const PROXY_REQUESTS = 10_000;
const CONNECTIONS = 16;

const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Times the embedded gateway while it holds many objects, and says how fast it is. */
export async function benchGateway(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  const free = { kongAdmin: 0, kongProxy: 0, fusionAuth: 0, upstream: 0 };
  const { ports } = await startInBackground({ directory, ports: free, apiKey: randomUUID() });
  try {
    const times = await declareApis(ports.kongAdmin, ports.upstream);
    const last = times.slice(-500).sort((a, b) => a - b);
    console.log(`Admin API, POST with ${APIS} APIs declared`);
    console.log(`  median ${last[250]!.toFixed(2)} ms, 99 % below ${last[495]!.toFixed(2)} ms`);
    const seconds = await callApis(ports.kongProxy);
    console.log(`Proxy, RS256 token and ${CONNECTIONS} connections`);
    console.log(`  ${Math.round(PROXY_REQUESTS / seconds)} requests per second`);
  } finally {
    await stopRunning(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Declares the APIs one request after the other; the milliseconds that each request took. */
async function declareApis(adminPort: number, upstreamPort: number): Promise<number[]> {
  const times: number[] = [];
  const post = async (path: string, body: object) => {
    const started = performance.now();
    const status = await send(adminPort, path, 'POST', {}, JSON.stringify(body));
    times.push(performance.now() - started);
    if (status !== 201) throw new Error(`POST ${path} answered ${status}`);
  };
  for (let n = 0; n < APIS; n += 1) {
    await post('/services', { name: `api-${n}`, url: `http://127.0.0.1:${upstreamPort}` });
    await post(`/services/api-${n}/routes`, { name: `route-${n}`, paths: [`/api-${n}/`] });
    const config = { claims_to_verify: ['exp'], key_claim_name: 'kid' };
    await post(`/services/api-${n}/plugins`, { name: 'jwt', config });
    await post('/consumers', { username: `consumer-${n}` });
    const credential = { algorithm: 'RS256', key: `kid-${n}`, rsa_public_key: publicKeyPem };
    await post(`/consumers/consumer-${n}/jwt`, credential);
  }
  return times;
}

/** Calls the APIs in turn with valid tokens over all connections; the seconds that it took. */
async function callApis(proxyPort: number): Promise<number> {
  const tokens = await Promise.all(Array.from({ length: 100 }, (_, n) => signToken(n)));
  let sent = 0;
  const client = async () => {
    while (sent < PROXY_REQUESTS) {
      const n = sent++ % tokens.length;
      const headers = { authorization: `Bearer ${tokens[n]}` };
      const status = await send(proxyPort, `/api-${n}/x`, 'GET', headers);
      if (status !== 200) throw new Error(`GET /api-${n}/x answered ${status}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return (performance.now() - started) / 1000;
}

function signToken(n: number): Promise<string> {
  return new SignJWT({ sub: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: `kid-${n}` })
    .setExpirationTime('1h')
    .sign(privateKey);
}

function send(
  port: number,
  path: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const all = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
  const request = http.request({ host: '127.0.0.1', port, path, method, headers: all, agent });
  request.on('response', (response) => {
    response.resume();
    response.on('end', () => resolve(response.statusCode ?? 0));
  });
  request.on('error', reject);
  request.end(body);
  return promise;
}
