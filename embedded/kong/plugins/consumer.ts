import type { Database } from '../entities/database.ts';
import { isUuid, type Entity, type Value } from '../schema/value.ts';
import { failure, type Exchange, type Reply } from '../proxy/exchange.ts';

/** Makes `consumer` the caller and tells the service who it is, and by which credential. */
export function authenticate(
  exchange: Exchange,
  consumer: Entity,
  credential: Entity | undefined,
  identifier?: Value,
): void {
  exchange.consumer = consumer;
  exchange.credential = credential;
  exchange.setUpstream('X-Consumer-ID', consumer['id']);
  exchange.setUpstream('X-Consumer-Custom-ID', consumer['custom_id']);
  exchange.setUpstream('X-Consumer-Username', consumer['username']);
  exchange.setUpstream('X-Credential-Identifier', identifier);
  exchange.setUpstream('X-Anonymous-Consumer', credential ? undefined : 'true');
}

/** Lets a caller that could not be authenticated through as the consumer that stands for anyone. */
export function authenticateAnonymous(
  exchange: Exchange,
  database: Database,
  anonymous: string,
): Reply | undefined {
  const table = database.table('consumers');
  const consumer =
    (isUuid(anonymous) ? table.get(anonymous) : undefined) ?? table.find('username', anonymous);
  if (!consumer) return failure(500, 'An unexpected error occurred');
  authenticate(exchange, consumer, undefined);
  return undefined;
}
