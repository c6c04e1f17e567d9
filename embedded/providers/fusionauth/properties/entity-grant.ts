import { string, strings } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of EntityGrant, as the official package has them. */
export const entityGrantProperties: Properties = {
  data: string({ equivalent: sameJson, format: 'json' }),
  entityId: string({ required: true, replace: true, json: false, format: 'uuid' }),
  permissions: strings(),
  recipientEntityId: string({ replace: true, format: 'uuid' }),
  tenantId: string({ computed: true, replace: true, json: false, format: 'uuid' }),
  userId: string({ replace: true, format: 'uuid' }),
};
