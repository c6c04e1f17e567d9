import type { Properties, Property } from '../../../embedded/providers/framework/properties.ts';
import type { Bag } from '../../providers/support/provider-client.ts';

/** A value for the property that is not its default, valid for the official provider. */
function other(name: string, property: Property, given: Bag): unknown {
  if (name in given) return given[name];
  switch (property.type) {
    case 'boolean':
      return property.default !== true;
    case 'integer':
    case 'number': {
      const base = typeof property.default === 'number' ? property.default : 16;
      // What is counted is whole; what lies below one is a share.
      return base > 0 && base < 1 ? 0.75 : base + 2;
    }
    case 'string':
      if (property.oneOf) return property.oneOf.find((one) => one !== property.default) ?? '';
      if (property.format === 'uuid') return '00000000-0000-4000-8000-000000000500';
      if (/url$/i.test(name)) return `https://${name.toLowerCase()}.example.com/`;
      return property.format === 'json' ? '{"given":true}' : `given ${name}`;
    case 'map':
      return { given: 'yes' };
    case 'list': {
      const items = property.items ?? property;
      return items.type === 'block'
        ? [every(items.properties ?? {}, given)]
        : [`${name}.example.com`];
    }
    default:
      return every(property.properties ?? {}, given);
  }
}

/** Inputs that give each property a value; `given` says which, by name, where any would not do. */
export function every(properties: Properties, given: Bag): Bag {
  const names = Object.entries(properties).filter(
    ([name, property]) => !property.outputOnly && !(name in given && given[name] === undefined),
  );
  return Object.fromEntries(names.map(([name, property]) => [name, other(name, property, given)]));
}

/** Edits of one property each: another value, and left out if the base has it. */
export function oneByOne(properties: Properties, base: Bag, given: Bag): Record<string, Bag> {
  const edits: Record<string, Bag> = {};
  for (const [name, value] of Object.entries(every(properties, given))) {
    if (name in base) {
      const rest = Object.entries(base).filter(([other]) => other !== name);
      edits[`without ${name}`] = Object.fromEntries(rest);
    }
    edits[`other ${name}`] = { ...base, [name]: value };
  }
  return edits;
}
