import { Agent } from 'node:https';
import type { Database } from '../entities/database.ts';
import { reference, strings, text, type Entity } from '../schema/value.ts';

/** Connections to services over TLS, each with what its service asks: whom to trust and what to show. */
export class Trust {
  readonly #database: Database;
  readonly #agents = new Map<string, Agent>();

  constructor(database: Database) {
    this.#database = database;
  }

  agentFor(service: Entity): Agent {
    const options = this.#optionsOf(service);
    const key = JSON.stringify(options);
    let agent = this.#agents.get(key);
    if (!agent) {
      agent = new Agent({ keepAlive: true, maxFreeSockets: 512, ...options });
      this.#agents.set(key, agent);
    }
    return agent;
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  /** Left out, nothing is verified: Kong's own default. */
  #optionsOf(service: Entity) {
    const authorities = this.#database.table('ca_certificates');
    const ca = strings(service['ca_certificates']).map(
      (id) => text(authorities.get(id)?.['cert']) ?? '',
    );
    const id = reference(service['client_certificate']) ?? '';
    const own = this.#database.table('certificates').get(id);
    return {
      rejectUnauthorized: service['tls_verify'] === true,
      ...(ca.length > 0 && { ca }),
      ...(own && { cert: text(own['cert']) ?? '', key: text(own['key']) ?? '' }),
    };
  }
}
