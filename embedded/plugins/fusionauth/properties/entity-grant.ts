import { string, strings } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of EntityGrant, as the official package has them. */
export const entityGrantProperties: Properties = {
  data: string(),
  entityId: string({ required: true, replace: true, json: false }),
  permissions: strings(),
  recipientEntityId: string({ replace: true }),
  tenantId: string({ computed: true, replace: true, json: false }),
  userId: string({ replace: true }),
};
