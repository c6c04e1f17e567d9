import { serverValue } from '../../catalogue/catalogue.ts';
import type { Inputs, Kind, Place } from '../../catalogue/kind.ts';
import { isObject, valueAt } from '../../catalogue/values.ts';
import { WrongAnswer, type JsonObject } from '../../servers/server-api.ts';
import { fusionAuthOf, kongOf, type SomeServers } from '../../servers/servers.ts';
import type { StateResource } from './declared.ts';

/** What the servers hold, as far as it is asked for. Lists of Kong's and of FusionAuth's are read once. */
export class LiveServers {
  readonly #servers: SomeServers;
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(servers: SomeServers) {
    this.#servers = servers;
  }

  /** The object that a resource with these inputs would be; undefined if there is none. */
  async look(kind: Kind, inputs: Inputs): Promise<JsonObject | undefined> {
    const { by, among } = kind.search!;
    // An index of Kong's lists, which are long.
    if (!among) return (await this.#index(kind)).get(keyOf(by.map((name) => inputs[name])));
    const place = among(inputs);
    const candidates = await this.#at(kind, place);
    return candidates.find((object) =>
      by.every((name) => serverValue(kind, name, object) === inputs[name]),
    );
  }

  /** The object of a resource in the state; undefined if it is gone, `unknown` if no path leads to it alone. */
  async objectOf(
    kind: Kind,
    { id = '', inputs }: StateResource,
  ): Promise<JsonObject | 'unknown' | undefined> {
    const { identity, place } = kind;
    if (!identity) return 'unknown';
    if (place?.server === 'Kong' && identity.list) {
      const objects = await this.#list(identity.list);
      return objects.get(id.split('|')[0]!);
    }
    const path = identity.path(id, inputs);
    if (place?.server === 'Kong') return this.#once(path, () => kongOf(this.#servers).get(path));
    const [object] = await this.#fusionAuth(path, identity.member!);
    return object;
  }

  #at({ place }: Kind, { path, member, tenant }: Place): Promise<JsonObject[]> {
    if (place?.server !== 'Kong') return this.#fusionAuth(path, member, tenant);
    return this.#once(path, () => kongOf(this.#servers).list(path));
  }

  #once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key) ?? ask();
    this.#answers.set(key, known);
    return known as Promise<T>;
  }

  /** A list of Kong's by id. */
  #list(list: string): Promise<Map<string, JsonObject>> {
    return this.#once(`list ${list}`, async () => {
      const entities = await kongOf(this.#servers).list(`/${list}`);
      return new Map(entities.map((entity) => [String(entity['id']), entity]));
    });
  }

  /** A list of Kong's by what tells its entities apart. */
  #index(kind: Kind): Promise<Map<string, JsonObject>> {
    return this.#once(`index ${kind.type}`, async () => {
      const entities = await this.#list(kind.identity!.list!);
      const { by } = kind.search!;
      return new Map(
        [...entities.values()].map((entity) => [
          keyOf(by.map((name) => serverValue(kind, name, entity))),
          entity,
        ]),
      );
    });
  }

  /** What FusionAuth answers at a path, as a list. */
  #fusionAuth(path: string, member: string, tenant?: string): Promise<JsonObject[]> {
    return this.#once(`${tenant ?? ''} ${path} ${member}`, async () => {
      const headers: Record<string, string> =
        tenant === undefined ? {} : { 'x-fusionauth-tenantid': tenant };
      const [top = ''] = member.split('.');
      const answer = await fusionAuthOf(this.#servers)
        .send('GET', path, { headers })
        .catch((error: unknown) => {
          // A tenant or a type that is gone meanwhile.
          if (error instanceof WrongAnswer && error.status === 400) return undefined;
          throw error;
        });
      const owner = answer?.[top];
      const value = answer && valueAt(answer, member);
      if (!Array.isArray(value)) return isObject(value) ? [value] : [];
      // What is part of another object has come with one of its changes.
      const instant = isObject(owner) && { insertInstant: owner['lastUpdateInstant'] };
      return value.map((one) => ({ ...instant, ...(one as JsonObject) }));
    });
  }
}

function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => value ?? null));
}
