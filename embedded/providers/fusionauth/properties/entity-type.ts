import { block, boolean, number, string } from '../../framework/properties.ts';
import { sameJson } from '../codecs.ts';
import type { Properties } from '../../framework/properties.ts';

/** The properties of EntityType, as the official package has them. */
export const entityTypeProperties: Properties = {
  data: string({ equivalent: sameJson, format: 'json' }),
  entityTypeId: string({ computed: true, replace: true, json: 'id', format: 'uuid' }),
  jwtConfiguration: block(
    {
      accessTokenKeyId: string({ format: 'uuid' }),
      enabled: boolean({ default: false }),
      timeToLiveInSeconds: number(),
    },
    { computed: true },
  ),
  name: string({ autoname: true }),
};
