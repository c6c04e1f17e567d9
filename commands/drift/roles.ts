import { z } from 'zod';
import { ofType, type Declared, type Resource } from './declared.ts';
import type { Finding } from './finding.ts';
import type { ServerClient } from './http.ts';

const ROLE = 'fusionauth:index/applicationRole:ApplicationRole';

const held = z.object({
  application: z.object({
    roles: z
      .array(z.object({ id: z.string(), name: z.string(), isDefault: z.boolean().default(false) }))
      .default([]),
  }),
});

/** A role as FusionAuth has it. */
export type LiveRole = z.infer<typeof held>['application']['roles'][number];

/** The declared applications that declare roles; the others leave theirs alone. */
function applicationsWithRoles(declared: Declared): Resource[] {
  const owners = ofType(declared, ROLE).map(({ inputs }) => inputs['applicationId']);
  return ofType(declared, 'fusionauth:index/application:Application').filter(({ id }) =>
    owners.includes(id),
  );
}

/** Asks FusionAuth which roles those applications have, by the application's id. */
export async function readRoles(
  fusionAuth: ServerClient,
  declared: Declared,
): Promise<ReadonlyMap<string, readonly LiveRole[]>> {
  const applications = applicationsWithRoles(declared);
  const answers = await Promise.all(
    applications.map(({ id }) => fusionAuth.get(`/api/application/${id}`)),
  );
  return new Map(
    answers.flatMap((answer, index) => {
      const parsed = held.safeParse(answer);
      return parsed.success ? [[applications[index]!.id, parsed.data.application.roles]] : [];
    }),
  );
}

/** Leaves out who holds which role in applications that declare none: others may give those. */
export function withoutRolesLeftAlone(
  declared: Declared,
  findings: readonly Finding[],
): readonly Finding[] {
  const owners = applicationsWithRoles(declared).map(({ id }) => id);
  const leftAlone = ofType(declared, 'fusionauth:index/registration:Registration')
    .filter(({ inputs }) => !owners.includes(String(inputs['applicationId'])))
    .map(({ urn }) => urn);
  return findings.filter(
    ({ urn = '', property }) => property !== 'roles' || !leftAlone.includes(urn),
  );
}

/** Finds roles that were added by hand. */
export function findForeignRoles(
  declared: Declared,
  live: ReadonlyMap<string, readonly LiveRole[]>,
): Finding[] {
  const ours = new Set(ofType(declared, ROLE).map(({ id }) => id));
  return applicationsWithRoles(declared).flatMap((application) =>
    (live.get(application.id) ?? [])
      .filter(({ id }) => !ours.has(id))
      .map((role) => foreignRole(application, role)),
  );
}

function foreignRole(application: Resource, { id, name, isDefault }: LiveRole): Finding {
  const meaning = isDefault
    ? 'every new registration gets it; without it, its users have it no more'
    : 'tokens may carry it; without it, its users have it no more';
  return {
    ...{ server: 'FusionAuth', kind: 'foreign', link: 'issuer-key', byPulumi: false },
    object: `role ${name} of application ${String(application.inputs['name'])}`,
    ...{ effect: isDefault ? 'opens' : 'differs', meaning, urn: application.urn },
    live: isDefault ? 'a default role' : 'a role',
    request: { method: 'DELETE', path: `/api/application/${application.id}/role/${id}` },
  };
}
