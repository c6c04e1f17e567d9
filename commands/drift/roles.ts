import { z } from 'zod';
import { application } from '../../catalogue/fusionauth/application.ts';
import { applicationRole, registration } from '../../catalogue/fusionauth/users.ts';
import { ofType, type Declared, type Resource } from '../shared/declared.ts';
import type { Finding } from '../shared/finding.ts';
import type { Answers } from './concealed.ts';
import type { JsonObject as Entity } from '../../servers/server-api.ts';

const ROLE = applicationRole.type;

const held = z.object({
  application: z.object({
    roles: z
      .array(z.object({ id: z.string(), name: z.string(), isDefault: z.boolean().default(false) }))
      .default([]),
  }),
});

/** A role as FusionAuth has it. */
type LiveRole = z.infer<typeof held>['application']['roles'][number];

/** The declared applications that declare roles; the others leave theirs alone. */
function applicationsWithRoles(declared: Declared): Resource[] {
  const owners = ofType(declared, ROLE).map(({ inputs }) => inputs['applicationId']);
  return ofType(declared, application.type).filter(({ id }) => owners.includes(id));
}

/** Leaves out who holds which role in applications that declare none: others may give those. */
export function withoutRolesLeftAlone(
  declared: Declared,
  findings: readonly Finding[],
): readonly Finding[] {
  const owners = applicationsWithRoles(declared).map(({ id }) => id);
  const leftAlone = ofType(declared, registration.type)
    .filter(({ inputs }) => !owners.includes(String(inputs['applicationId'])))
    .map(({ urn }) => urn);
  return findings.filter(
    ({ urn = '', property }) => property !== 'roles' || !leftAlone.includes(urn),
  );
}

/** Finds roles that were added by hand. */
export function findForeignRoles(declared: Declared, answers: Answers): Finding[] {
  const ours = new Set(ofType(declared, ROLE).map(({ id }) => id));
  return applicationsWithRoles(declared).flatMap((application) =>
    rolesIn(answers.get(application.id))
      .filter(({ id }) => !ours.has(id))
      .map((role) => foreignRole(application, role)),
  );
}

function rolesIn(answer: Entity | undefined): LiveRole[] {
  const parsed = held.safeParse(answer);
  return parsed.success ? parsed.data.application.roles : [];
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
