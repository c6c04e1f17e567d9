import { idOf, strings, text, type Entity } from '../schema/value.ts';
import type { Database } from '../entities/database.ts';
import { failure } from '../proxy/exchange.ts';
import type { Plugin } from './plugin.ts';

function groupsOf(consumer: Entity, database: Database): string[] {
  const table = database.table('acls');
  const ids = table.children('consumer', idOf(consumer));
  return ids.flatMap((id) => text(table.get(id)?.['group']) ?? []);
}

/** Lets consumers through, or keeps them out, by the groups that they belong to. */
export const acl: Plugin = {
  name: 'acl',
  priority: 950,
  create(config, database) {
    const denied = strings(config['deny']);
    const allowed = new Set(strings(config['allow']));
    return {
      access(exchange) {
        const { consumer, credential } = exchange;
        if (!consumer) return failure(401, 'Unauthorized');
        const groups = groupsOf(consumer, database);
        const blocked =
          denied.length > 0
            ? groups.some((group) => denied.includes(group))
            : !groups.some((group) => allowed.has(group));
        if (blocked && denied.length === 0 && groups.length === 0 && !credential) {
          return failure(401, 'Unauthorized');
        }
        if (blocked) return failure(403, 'You cannot consume this service');
        if (config['hide_groups_header'] !== true) {
          exchange.setUpstream('X-Consumer-Groups', groups.join(', '));
        }
        return undefined;
      },
    };
  },
};
