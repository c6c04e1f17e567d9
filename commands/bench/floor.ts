import { Agent } from 'undici';

/** Seconds that Kong's Admin API needs for the objects of a number of APIs, whoever asks. */
export interface Floor {
  create: number;
  read: number;
  delete: number;
}

const AT_ONCE = 10;
const PLUGINS = [
  { name: 'jwt', config: { claims_to_verify: ['exp'], uri_param_names: [] } },
  { name: 'acl', config: { allow: ['floor'] } },
];

/** Makes, reads and deletes by plain requests what a stack declares of that many APIs. */
export async function httpFloor(adminUri: string, apis: number): Promise<Floor> {
  const dispatcher = new Agent({ connections: AT_ONCE });
  const ask = async (method: string, path: string, body?: object): Promise<string> => {
    const answer = await dispatcher.request({
      ...{ origin: adminUri, path, method, headers: { 'content-type': 'application/json' } },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return text;
  };
  const names = Array.from({ length: apis }, (_, index) => `floor-${index}`);
  const made: string[] = [];
  const make = async (name: string) => {
    await ask('POST', '/services', { name, url: 'http://127.0.0.1:9' });
    made.push(`/services/${name}`);
    for (const plugin of PLUGINS) {
      const { id } = JSON.parse(await ask('POST', `/services/${name}/plugins`, plugin)) as {
        id: string;
      };
      made.push(`/plugins/${id}`);
    }
    await ask('POST', `/services/${name}/routes`, { name, paths: [`/${name}/`] });
    made.push(`/routes/${name}`);
  };
  try {
    const create = await timed(() => eachOf(names, make));
    const read = await timed(() => eachOf([...made], (path) => ask('GET', path)));
    // What refers to others goes before them.
    const parts = made.filter((path) => !path.startsWith('/services'));
    const services = made.filter((path) => path.startsWith('/services'));
    const remove = (path: string) => ask('DELETE', path);
    const gone = await timed(async () => {
      await eachOf(parts, remove);
      await eachOf(services, remove);
    });
    return { create, read, delete: gone };
  } finally {
    await dispatcher.close();
  }
}

/** Seconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Does the work for each item, a bounded number at a time. */
export async function eachOf<T>(
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
  atOnce = AT_ONCE,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
