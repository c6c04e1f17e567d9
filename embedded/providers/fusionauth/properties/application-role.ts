import { boolean, string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of ApplicationRole, as the official package has them. */
export const applicationRoleProperties: Properties = {
  applicationId: string({ required: true, json: false }),
  description: string(),
  isDefault: boolean({ default: false }),
  isSuperRole: boolean({ default: false }),
  name: string({ autoname: true, replace: true }),
};
