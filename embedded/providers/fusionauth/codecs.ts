import { isObject, text } from '../framework/values.ts';
import type { Value, Values } from '../framework/values.ts';
import type { Codec } from './json.ts';

/** Sorts the members of objects, as Go does when it writes a map. */
function sorted(value: Value): Value {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}

function parsed(value: Value | undefined): Values {
  const json = text(value).trim();
  if (json === '') return {};
  const object = JSON.parse(json) as Value;
  if (!isObject(object)) throw new Error(`a JSON object is needed, but found ${json.slice(0, 40)}`);
  return object;
}

const filled = (object: Values): Values | undefined =>
  Object.keys(object).length > 0 ? object : undefined;

const listed = (value: Value | undefined): Values[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** Free data: JSON text in the program, an object on the server, indented when it is read back. */
export const DATA: Codec = {
  send: (value) => filled(parsed(value)),
  read: (json) =>
    isObject(json) && filled(json) ? JSON.stringify(sorted(json), undefined, 2) : '',
};

/** The same without indentation; nothing is the JSON text of nothing. */
export const COMPACT: Codec = {
  send: (value) => (value === 'null' ? undefined : DATA.send(value)),
  read: (json) => (isObject(json) && filled(json) ? JSON.stringify(sorted(json)) : 'null'),
};

/** Whether two JSON texts mean the same. */
export function sameJson(a: Value, b: Value): boolean {
  try {
    return JSON.stringify(sorted(parsed(a))) === JSON.stringify(sorted(parsed(b)));
  } catch {
    return a === b;
  }
}

/** Whether two PEM texts differ in nothing but blanks. */
export const samePem = (a: Value, b: Value): boolean =>
  text(a).replace(/\s/g, '') === text(b).replace(/\s/g, '');

/** Mail headers: a map in the program, a list of names and values on the server. */
export const HEADERS: Codec = {
  send(value) {
    const headers = isObject(value) ? Object.entries(value) : [];
    return headers.length > 0
      ? headers.map(([name, header]) => ({ name, value: header }))
      : undefined;
  },
  read: (json) =>
    Object.fromEntries(listed(json).map((header) => [text(header['name']), text(header['value'])])),
};

/** Events: a list in the program, a map by event on the server. */
export const EVENTS: Codec = {
  send: (value) => ({
    ...(listed(value).length > 0
      ? {
          events: Object.fromEntries(
            listed(value).map(({ event, enabled, transactionType }) => [
              text(event),
              {
                enabled: enabled === true,
                ...(transactionType ? { transactionType } : {}),
              },
            ]),
          ),
        }
      : {}),
  }),
  read(json) {
    const events = isObject(json) && isObject(json['events']) ? json['events'] : {};
    return Object.entries(events)
      .filter((entry): entry is [string, Values] => isObject(entry[1]))
      .map(([event, { enabled, transactionType }]) => ({
        enabled: enabled === true,
        event,
        transactionType: text(transactionType),
      }));
  },
};

const METHODS = ['delete', 'get', 'patch', 'post', 'put'];

/** Permissions of an API key: a flag for each method in the program, lists of methods on the server. */
export const ENDPOINTS: Codec = {
  send: (value) =>
    listed(value).length > 0
      ? {
          endpoints: Object.fromEntries(
            listed(value).map((permission) => {
              const methods = METHODS.filter((method) => permission[method] === true);
              const names = methods.map((method) => method.toUpperCase());
              return [text(permission['endpoint']), names.length > 0 ? names : null];
            }),
          ),
        }
      : undefined,
  read(json) {
    const endpoints = isObject(json) && isObject(json['endpoints']) ? json['endpoints'] : {};
    return Object.entries(endpoints).map(([endpoint, methods]) => ({
      ...Object.fromEntries(
        METHODS.map((name) => [
          name,
          Array.isArray(methods) && methods.includes(name.toUpperCase()),
        ]),
      ),
      endpoint,
    }));
  },
};

/** The verifications of a user: only their ids are sent. */
export const VERIFICATIONS: Codec = {
  send(value) {
    const ids = listed(value)
      .map((one) => text(one['verificationId']))
      .filter(Boolean);
    return ids.length > 0 ? ids : undefined;
  },
  read: (json) =>
    listed(json).map(({ id, oneTimeCode, type, value }) => ({
      oneTimeCode: text(oneTimeCode),
      type: text(type),
      value: text(value),
      verificationId: text(id),
    })),
};
