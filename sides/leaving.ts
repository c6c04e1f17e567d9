import * as pulumi from '@pulumi/pulumi';
import { z } from 'zod';
import { admissionsOf } from '../servers/admissions.ts';
import { kongOf, type SomeServers } from '../servers/servers.ts';
import { clientsOf } from '../settings/clients.ts';
import type { Settings } from '../settings/settings.ts';

/** What the last update of this stack published, as far as it tells who is gone. */
const published = z.object({
  outputs: z.object({
    trust: z.object({ clients: z.array(z.object({ name: z.string(), group: z.string() })) }),
  }),
});

/**
 * Says which APIs of other stacks still let a client in that this update takes away. Kong tells of APIs on this Kong
 * alone.
 *
 * @param settings of a stack of the issuer's side.
 */
export async function warnOfLeaving(settings: Settings, servers: SomeServers): Promise<void> {
  const name = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join('/');
  const last: unknown = await pulumi.runtime.invoke('pulumi:pulumi:readStackOutputs', { name });
  const before = published.safeParse(last).data?.outputs.trust.clients ?? [];
  const kept = new Set(clientsOf(settings).map(({ group }) => group));
  const leaving = before.filter(({ group }) => !kept.has(group));
  if (leaving.length === 0) return;
  const groups = leaving.map(({ group }) => group);
  const admissions = await admissionsOf(kongOf(servers), groups);
  for (const client of leaving) {
    const where = admissions.filter(({ groups }) => groups.includes(client.group));
    if (where.length === 0) continue;
    await pulumi.log.warn(
      `${client.name} goes, and ${where.map(({ what }) => what).join(', ')} of other stacks still let it in: its ` +
        'tokens get 401 there from now on. Take it out of their allow, and bring those stacks up after this one.',
    );
  }
}
