import { boolean, string } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of EntityTypePermission, as the official package has them. */
export const entityTypePermissionProperties: Properties = {
  data: string({ equivalent: sameJson, format: 'json' }),
  description: string(),
  entityTypeId: string({ required: true, replace: true, json: false, format: 'uuid' }),
  isDefault: boolean({ default: false }),
  name: string({ autoname: true, replace: true }),
  permissionId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
};
