import { block, boolean, number, string } from '../../framework/properties.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of EntityType, as the official package has them. */
export const entityTypeProperties: Properties = {
  data: string(),
  entityTypeId: string({ computed: true, replace: true, json: 'id' }),
  jwtConfiguration: block({
    accessTokenKeyId: string(),
    enabled: boolean(),
    timeToLiveInSeconds: number(),
  }),
  name: string({ autoname: true }),
};
