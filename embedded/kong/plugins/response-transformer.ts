import type { Exchange, HeaderChange } from '../proxy/exchange.ts';
import { strings, valueAt, type Entity, type Value } from '../schema/value.ts';
import { changed, changesAt, parseObject, type Changes } from './transform.ts';
import type { Plugin } from './plugin.ts';

/** Changes an answer on its way to the client: its headers, and its body where that is a JSON object. */
export const responseTransformer: Plugin = {
  name: 'response-transformer',
  priority: 800,
  create(config) {
    const headers = changesAt(config, 'headers');
    const json = changesAt(config, 'json');
    return {
      headers(exchange) {
        if (headers) exchange.responseChanges.push(...headerChanges(headers));
        if (json) exchange.bodyChanges.push(bodyChange(config, json));
      },
    };
  },
};

function headerChanges({ remove, rename, replace, add, append }: Changes): HeaderChange[] {
  const filled = (pairs: Changes['add'], how: HeaderChange['how']) =>
    pairs.flatMap(([name, value]) => (value === '' ? [] : [{ name, value, how }]));
  return [
    ...remove.map(([name]): HeaderChange => ({ name, value: undefined, how: 'set' })),
    ...filled(rename, 'rename'),
    ...filled(replace, 'replace'),
    ...filled(add, 'default'),
    ...filled(append, 'add'),
  ];
}

function bodyChange(config: Entity, changes: Changes): Exchange['bodyChanges'][number] {
  const typed = (verb: string, index: number, value: string): Value => {
    const type = strings(valueAt(config, `${verb}.json_types`))[index];
    if (type === 'number') return Number(value);
    return type === 'boolean' ? value === 'true' : value;
  };
  return (body, type) => {
    const given = /^application\/json\b/i.test(type) ? parseObject(body) : undefined;
    return given ? Buffer.from(JSON.stringify(changed(given, changes, typed))) : body;
  };
}
