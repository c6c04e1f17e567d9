import type { ResourceDefinition } from '../../framework/package.ts';
import { isObject, text } from '../../framework/values.ts';
import type { Values } from '../../framework/values.ts';
import type { FusionAuthConnection } from '../connection.ts';
import { DATA } from '../codecs.ts';
import { fromJson, toJson } from '../json.ts';
import type { Wire } from '../json.ts';
import { registrationProperties } from '../properties/registration.ts';
import { emptied, merged, quiet } from '../wire-resource.ts';

const PATH = '/api/user/registration';

const wire: Wire = {
  wrapper: 'registration',
  properties: registrationProperties,
  codecs: { data: DATA },
  unread: ['generateAuthenticationToken', 'skipRegistrationValidation'],
};

/** What Go sends at an update: the request has room for a whole user. */
const AT_UPDATE: Values = {
  disableDomainBlock: false,
  eventInfo: { location: {} },
  registration: { verified: false },
  sendSetPasswordEmail: false,
  skipVerification: false,
  user: { active: false, passwordChangeRequired: false, twoFactor: {}, verified: false },
};

const pathOf = (values: Values): string =>
  `${PATH}/${text(values['userId'])}/${text(values['applicationId'])}`;

/** A user's registration for an application. */
export const registration: ResourceDefinition<FusionAuthConnection> = {
  token: 'fusionauth:index/registration:Registration',
  properties: registrationProperties,
  idProperty: 'fusionauthRegistrationId',
  schemaVersion: 1,
  async create(connection, planned) {
    const body = toJson({ ...wire, unsent: ['generateAuthenticationToken'] }, planned);
    const always = { registration: { verified: false } };
    const answer = await connection.post(pathOf(planned), merged(body, always));
    const made = isObject(answer['registration']) ? text(answer['registration']['id']) : '';
    if (!made) throw new Error(`POST ${pathOf(planned)}: the answer has no registration.id`);
    return {
      id: made,
      state: { ...planned, ...quiet(registrationProperties, fromJson(wire, answer), planned) },
    };
  },
  async read(connection, id, state) {
    const isImport = Object.keys(state).length === 0;
    const before = isImport ? importState(id) : state;
    const answer = await connection.get(pathOf(before), 'registration');
    return answer && { id, state: { ...before, ...fromJson(wire, answer) } };
  },
  async update(connection, _id, planned, state) {
    const body = toJson({ ...wire, unsent: ['authenticationToken'] }, planned);
    await connection.put(`${PATH}/${text(planned['userId'])}`, merged(body, AT_UPDATE));
    return emptied(registrationProperties, planned, state);
  },
  delete: (connection, _id, state) => connection.delete(pathOf(state)),
};

/** A registration has no path of its own: it is imported as USER_ID:APPLICATION_ID. */
function importState(id: string): Values {
  const [userId, applicationId, more] = id.split(':');
  if (!userId || !applicationId || more !== undefined) {
    throw new Error(`expected import ID in format user_id:application_id, got ${id}`);
  }
  return { userId, applicationId };
}
