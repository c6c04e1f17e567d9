import { once } from 'node:events';
import { connect } from 'node:net';
import { clientsOf, tokenIn } from '../../commands/verify/access.ts';
import { stackOutputs, type StackOutputs } from '../../commands/verify/outputs.ts';
import type { Platform } from '../../embedded/platform.ts';
import type { Ground } from '../support/real-parts.ts';
import { TestStack, guideConfig, startTestPlatform } from '../support/stack.ts';

/** What came back: the status, and what the upstream saw, if it was reached. */
export interface Answer {
  status: number;
  /** Lower case, as the client got them. */
  head: string;
  upstream?: { path: string; method: string; headers: Record<string, string> };
}

/**
 * A shop's stack that is up: `orders` (upstream path /o) admits application shop alone, `reports`
 * (upstream path /r) application
 * backoffice and machine exporter.
 */
export class Scene {
  readonly #platform: Platform;
  readonly #stack: TestStack;
  readonly #gateway: URL;
  readonly outputs: StackOutputs;
  /** A valid token of each client, by its name. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The private key in PEM that signs shop's tokens. */
  readonly privateKey: string;

  private constructor(
    platform: Platform,
    stack: TestStack,
    outputs: StackOutputs,
    tokens: Record<string, string>,
    privateKey: string,
  ) {
    this.#platform = platform;
    this.#stack = stack;
    this.#gateway = new URL(outputs.apiUrl);
    this.outputs = outputs;
    this.tokens = tokens;
    this.privateKey = privateKey;
  }

  static async build({ kong, env }: Ground): Promise<Scene> {
    const platform = await startTestPlatform();
    const upstream = `http://127.0.0.1:${platform.ports.upstream}`;
    const stack = await TestStack.create(
      {
        ...guideConfig(platform, kong),
        'fusionauth-kong:keyClaim': 'kid',
        'fusionauth-kong:guardIdentityHeaders': true,
        'fusionauth-kong:applications': [
          { name: 'shop', users: [{ email: 'ann@example.com' }] },
          { name: 'backoffice', users: [{ email: 'bob@example.com' }] },
        ],
        'fusionauth-kong:machines': [
          { name: 'exporter', grants: [{ api: 'reports', permissions: ['read'] }] },
        ],
        'fusionauth-kong:apis': [
          {
            ...{ name: 'orders', upstream: `${upstream}/o`, allow: ['shop'] },
            cors: { origins: ['https://shop.example.com'] },
            routes: [{ name: 'orders', paths: ['/orders'], methods: ['GET', 'OPTIONS'] }],
          },
          {
            ...{ name: 'reports', upstream: `${upstream}/r`, allow: ['backoffice'] },
            routes: [{ name: 'reports', paths: ['/reports'] }],
          },
        ],
      },
      env,
    );
    await stack.up();
    const outputs = stackOutputs.parse(await stack.outputs());
    const tokens = clientsOf(outputs).map(async ({ name, ask }) => [
      name,
      tokenIn(await ask()) ?? '',
    ]);
    const state = await stack.succeed('stack', 'export', '--show-secrets');
    const [, key = ''] = /"(-----BEGIN (?:RSA )?PRIVATE KEY.*?)"/.exec(shopPair(state)) ?? [];
    return new Scene(
      platform,
      stack,
      outputs,
      Object.fromEntries(await Promise.all(tokens)) as Record<string, string>,
      (JSON.parse(`"${key}"`) as string).replaceAll('\\n', '\n'),
    );
  }

  /** Lines of HTTP/1.1, sent as they are; Host and the end are added. */
  async raw(...lines: string[]): Promise<Answer> {
    const [first, ...rest] = lines;
    const { hostname, port, host } = this.#gateway;
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.write([first, `Host: ${host}`, 'Connection: close', ...rest, '', ''].join('\r\n'));
    await once(socket, 'close');
    const [head = '', ...body] = Buffer.concat(chunks).toString().split('\r\n\r\n');
    const json = /\{.*\}/s.exec(body.join('\r\n\r\n'))?.[0] ?? '';
    const upstream = json.includes('"headers"')
      ? (JSON.parse(json) as NonNullable<Answer['upstream']>)
      : undefined;
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0);
    return { status, head: head.toLowerCase(), ...(upstream && { upstream }) };
  }

  get(path: string, token: string, ...headers: string[]): Promise<Answer> {
    return this.raw(`GET ${path} HTTP/1.1`, `Authorization: Bearer ${token}`, ...headers);
  }

  /** A request to FusionAuth; the status. */
  async fusionAuth(method: string, path: string, key: string, body?: unknown, headers = {}) {
    const response = await fetch(`http://127.0.0.1:${this.#platform.ports.fusionAuth}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: key, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  async stop(): Promise<void> {
    await this.#stack.run('destroy', '--yes', '--skip-preview');
    this.#stack.remove();
    await this.#platform.stop();
  }
}

/** The part of the state that has the pair of shop's key. */
function shopPair(state: string): string {
  const { deployment } = JSON.parse(state) as {
    deployment: { resources: { type: string; urn: string }[] };
  };
  const pair = deployment.resources.find(
    ({ type, urn }) => type === 'tls:index/privateKey:PrivateKey' && urn.includes('::shop'),
  );
  return JSON.stringify(pair).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}
