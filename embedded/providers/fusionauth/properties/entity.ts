import { string } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of Entity, as the official package has them. */
export const entityProperties: Properties = {
  clientId: string({ computed: true }),
  clientSecret: string({ computed: true, secret: true }),
  data: string({ equivalent: sameJson, format: 'json' }),
  entityId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
  entityTypeId: string({ required: true, json: 'type.id', format: 'uuid' }),
  name: string({ autoname: true }),
  tenantId: string({ replace: true, format: 'uuid' }),
};
