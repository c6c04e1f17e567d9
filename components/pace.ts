import type * as pulumi from '@pulumi/pulumi';

/**
 * Lets a program declare many components without all of them waiting for the engine at once, each with hundreds of
 * promises: a thousand APIs would take a gigabyte, and the first would reach the engine after the last is declared.
 *
 * ```ts
 * const pace = new Pace(50);
 * for (const api of apis) await pace.after(new ProtectedApi(api.name, api).nodes.service);
 * ```
 */
export class Pace {
  readonly #limit: number;
  readonly #waiting: Promise<void>[] = [];

  /** @param limit how many components may wait for the engine. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves as soon as fewer than the limit wait. */
  async after(resource: pulumi.Resource): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    resource.urn.apply(() => resolve());
    if (this.#waiting.push(promise) >= this.#limit) await this.#waiting.shift();
  }
}
